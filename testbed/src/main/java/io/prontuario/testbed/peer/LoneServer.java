package io.prontuario.testbed.peer;

import io.prontuario.ledger.SqlRoute;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testing.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PostgreSQL without a copy, on a machine of its own: what a commit costs without any system for availability. */
final class LoneServer implements AutoCloseable {
    static final Box BOX = new Box("lone", 14);
    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin/";
    private static final int PORT = 5432;
    private static final Duration START = Duration.ofSeconds(30);
    private final String password = UUID.randomUUID().toString();
    private final Path folder;
    private @Nullable ChildProcess process;

    LoneServer(Path folder) {
        this.folder = folder;
    }

    SqlRoute route() {
        return PeerPostgres.route(List.of(BOX), PORT, password);
    }

    void up() {
        Path data = folder.resolve("data");
        Path secret = folder.resolve("password");
        UncheckedFiles.folders(folder);
        UncheckedFiles.write(secret, password);
        Shell.run("chown", "-R", "postgres:postgres", folder.toString());
        run(
                PROGRAMS + "initdb",
                "--pgdata=" + data,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--data-checksums",
                "--auth=scram-sha-256",
                "--pwfile=" + secret);
        UncheckedFiles.write(data.resolve("pg_hba.conf"), "host all all samenet scram-sha-256\n");
        try {
            process = new ChildProcess(
                    "postgres",
                    folder.resolve("log"),
                    BOX.insideAsPostgres(List.of(
                            PROGRAMS + "postgres",
                            "-D",
                            data.toString(),
                            "-c",
                            "listen_addresses=" + BOX.address(),
                            "-c",
                            "unix_socket_directories=" + folder,
                            "-c",
                            "dynamic_shared_memory_type=mmap")),
                    Map.of(),
                    ChildProcess.End.TERM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Wait.until(
                START,
                this::answers,
                () -> "the lone PostgreSQL does not answer: " + UncheckedFiles.read(folder.resolve("log")));
    }

    private boolean answers() {
        try (Connection connection = route().open(0, Duration.ofSeconds(1))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void run(String... command) {
        Shell.run(BOX.insideAsPostgres(List.of(command)).toArray(String[]::new));
    }

    @Override
    public void close() {
        BOX.endAll();
        ChildProcess ended = process;
        if (ended != null) {
            ended.close();
        }
    }
}
