package io.prontuario.host.agent.route;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file in which HAProxy looks up the writer's server. It also holds the order's token, in entries that HAProxy never looks up: one
 * file cannot contradict itself after a power cut.
 */
public record WriterMap(Path file) {
    private static final String TERM = "term";
    private static final String EPOCH = "epoch";

    /** @param writer null: connections are refused */
    record Entry(FencingToken token, @Nullable String writer) {}

    /** Empty before the first order. */
    Optional<Entry> read() throws IOException {
        Map<String, String> values = DurableFile.read(file)
                .lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1], (first, second) -> second));
        if (!values.containsKey(TERM) || !values.containsKey(EPOCH)) {
            return Optional.empty();
        }
        FencingToken token = new FencingToken(Long.parseLong(values.get(TERM)), Long.parseLong(values.get(EPOCH)), 0);
        return Optional.of(new Entry(token, values.get(HaproxyNames.WRITER)));
    }

    void write(Entry entry) throws IOException {
        String text = TERM + " " + entry.token().term() + "\n" + EPOCH + " "
                + entry.token().epoch() + "\n";
        String writer = entry.writer() == null ? "" : HaproxyNames.WRITER + " " + entry.writer() + "\n";
        DurableFile.write(file, text + writer);
    }

    /** The next order is accepted whatever its token. Writes go where they went. */
    public void forgetOrder() throws IOException {
        Optional<Entry> last = read();
        if (last.isPresent()) {
            write(new Entry(FencingToken.NONE, last.get().writer()));
        }
    }

    /** A HAProxy whose configuration names the map does not start without it. */
    public void ensure() throws IOException {
        if (!Files.exists(file)) {
            DurableFile.write(file, "");
        }
    }
}
