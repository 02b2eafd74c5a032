package io.prontuario.host.agent.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of the box's database. The configuration and the certificates are outside the data folder: a rewind and a base copy replace
 * that by the writer's.
 */
record DatabaseFolder(Path root) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    /** Names that the agent gives, and nobody else by chance: what people put beside the data is not the agent's to delete. */
    private static final String TIMES = "[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z";

    private static final Pattern REPLACED = Pattern.compile("data-" + TIMES + "-epoch[0-9]+");
    private static final Pattern COPY = Pattern.compile("copy-" + TIMES);

    Path data() {
        return root.resolve("data");
    }

    Path state() {
        return root.resolve("state.json");
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path configuration(String file) {
        return configuration().resolve(file);
    }

    Path tls() {
        return root.resolve("tls");
    }

    /** What the WAL receiver shows to the writer. Without these files it cannot connect. */
    Path streamTls() {
        return root.resolve("tls-stream");
    }

    /** WAL that was fetched from the witness. */
    Path restore() {
        return root.resolve("restore");
    }

    Path log() {
        return root.resolve("log");
    }

    Path startLog() {
        return log().resolve("start.log");
    }

    boolean isEmpty() {
        return !Files.exists(data().resolve("global/pg_control"));
    }

    /** Data folders that a base copy replaced, oldest first. */
    List<Path> replaced() throws IOException {
        return named(REPLACED);
    }

    /** Base copies that were begun and not completed. */
    List<Path> incomplete() throws IOException {
        return named(COPY);
    }

    private List<Path> named(Pattern names) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.filter(
                            path -> names.matcher(path.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    Path newCopy(Clock clock) {
        return root.resolve("copy-" + TIME.format(clock.instant()));
    }

    /** Where a data folder goes that is replaced now. */
    Path besides(Clock clock, long epoch) {
        return root.resolve("data-" + TIME.format(clock.instant()) + "-epoch" + epoch);
    }
}
