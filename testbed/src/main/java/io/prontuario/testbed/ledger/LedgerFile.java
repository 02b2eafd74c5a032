package io.prontuario.testbed.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.Write;
import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.ledger.WriteOutcome.Failed;
import io.prontuario.ledger.WriteOutcome.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A judgement and the writes that it is about, as JSON. */
public final class LedgerFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerFile() {}

    /** {@code {"counts":…,"lost":[…],"doubled":[…],"unknown":[…],"refusedButApplied":[…],"oldWriter":[…],"gap":…}} */
    public static String json(Judgement judgement) {
        try {
            return JSON.writeValueAsString(judgement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always writable", e);
        }
    }

    /** One line a write, times in milliseconds after {@code start}. */
    public static void write(Path file, List<Write> writes, long start) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, writes.stream().map(write -> line(write, start)).collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger " + file, e);
        }
    }

    private static String line(Write write, long start) {
        ObjectNode line = JSON.createObjectNode()
                .put("key", write.key())
                .put("kind", write.kind())
                .put("dueMillis", millis(write.times().due() - start))
                .put("sentMillis", millis(write.times().sent() - start))
                .put("endedMillis", millis(write.times().ended() - start))
                .put("attempts", write.attempts());
        if (write.outcome() instanceof Acknowledged ack) {
            line.put("outcome", "acknowledged");
            if (ack.by() != null) {
                line.put("server", ack.by().server()).put("timeline", ack.by().timeline());
            }
        } else if (write.outcome() instanceof Failed failed) {
            line.put("outcome", "failed").put("reason", failed.reason());
        } else if (write.outcome() instanceof Unknown unknown) {
            line.put("outcome", "unknown").put("reason", unknown.reason());
        }
        return line + "\n";
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
