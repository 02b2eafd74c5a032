package io.prontuario.workloads.api;

import io.prontuario.testing.Await;
import io.prontuario.workloads.api.records.RecordsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A PostgreSQL 15 primary with a streaming standby (Debian's packages), and what the host agent of the writer does beside
 * them: a message in the log every 300 ms.
 */
public final class PostgresPair implements AutoCloseable {
    private static final String BIN = "/usr/lib/postgresql/15/bin/";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Server first;
    private final Server second;
    private final Thread heartbeat = new Thread(this::beat, "heartbeat");
    private volatile Server beating;

    /** One of the two servers. */
    public static final class Server {
        private final String name;
        private final Path data;
        private final int port;

        private Server(Path folder, String name) throws IOException {
            this.name = name;
            this.data = folder.resolve(name);
            try (ServerSocket socket = new ServerSocket(0)) {
                this.port = socket.getLocalPort();
            }
        }

        public int port() {
            return port;
        }

        /** The application's connection. */
        public RecordsOptions options() {
            return new RecordsOptions("jdbc:postgresql://127.0.0.1:" + port + "/records", "records", "secret", 6);
        }

        /** A superuser's statement; the first column of its first row, or nothing. */
        public String sql(String statement) {
            return sqlIn("records", statement);
        }

        private String sqlIn(String database, String statement) {
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=2";
            try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                    Statement superuser = connection.createStatement()) {
                if (!superuser.execute(statement)) {
                    return "";
                }
                try (ResultSet row = superuser.getResultSet()) {
                    return row.next() ? String.valueOf(row.getString(1)) : "";
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(statement, failed);
            }
        }

        public void start() {
            command(
                    BIN + "pg_ctl",
                    "-D",
                    data.toString(),
                    "-w",
                    "-s",
                    "-l",
                    data + ".log",
                    "-o",
                    "-p " + port + " -k " + data.getParent() + " -c listen_addresses=127.0.0.1",
                    "start");
        }

        /** Ends the server at once, without a checkpoint. */
        public void stop() {
            command(BIN + "pg_ctl", "-D", data.toString(), "-w", "-s", "-m", "immediate", "stop");
        }

        /** Stops every process of the server, as a machine that is frozen does: connections stay open and silent. */
        public void freeze() {
            signal("STOP");
        }

        public void thaw() {
            signal("CONT");
        }

        private void signal(String name) {
            try {
                long postmaster = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                        .get(0)
                        .strip());
                List<String> pids = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster)));
                ProcessHandle.of(postmaster).orElseThrow().descendants().forEach(child -> pids.add("" + child.pid()));
                new ProcessBuilder(pids).inheritIO().start().waitFor();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        public void promote() {
            command(BIN + "pg_ctl", "-D", data.toString(), "-w", "-s", "promote");
        }
    }

    public PostgresPair() throws IOException {
        this.folder = Files.createTempDirectory("postgres-pair");
        this.first = new Server(folder, "first");
        this.second = new Server(folder, "second");
        if ("root".equals(System.getProperty("user.name"))) {
            run(List.of("chown", "-R", "postgres:postgres", folder.toString()));
        }
        command(
                BIN + "initdb",
                "-D",
                first.data.toString(),
                "-A",
                "trust",
                "-U",
                "postgres",
                "-N",
                "--no-instructions");
        configure();
        first.start();
        first.sqlIn("postgres", "CREATE ROLE records LOGIN PASSWORD 'secret'");
        first.sqlIn("postgres", "CREATE DATABASE records OWNER records");
        command(
                BIN + "pg_basebackup",
                "-D",
                second.data.toString(),
                "-R",
                "-c",
                "fast",
                "-X",
                "stream",
                "-d",
                "host=127.0.0.1 port=" + first.port + " user=postgres application_name=second");
        second.start();
        beating = first;
        heartbeat.setDaemon(true);
        heartbeat.start();
    }

    private void configure() throws IOException {
        Path settings = folder.resolve("settings.conf");
        Files.writeString(
                settings,
                """
                wal_level = replica
                hot_standby = on
                fsync = off
                max_wal_senders = 5
                wal_keep_size = 64MB
                wal_receiver_timeout = 2s
                wal_retrieve_retry_interval = 200ms
                """);
        run(List.of("chmod", "644", settings.toString()));
        command("/bin/sh", "-c", "cat " + settings + " >> " + first.data.resolve("postgresql.conf"));
    }

    private void beat() {
        Server server = beating;
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + server.port + "/records?connectTimeout=1&socketTimeout=2",
                            "postgres",
                            "");
                    Statement statement = connection.createStatement()) {
                statement.execute("SET synchronous_commit = off");
                while (!Thread.currentThread().isInterrupted() && server == beating) {
                    statement.execute("SELECT pg_logical_emit_message(true, 'heartbeat', '')");
                    LockSupport.parkNanos(100_000_000);
                }
            } catch (SQLException gone) {
                LockSupport.parkNanos(100_000_000);
            }
            server = beating;
        }
    }

    /** The primary at first. */
    public Server first() {
        return first;
    }

    /** The standby at first. */
    public Server second() {
        return second;
    }

    /** The heartbeat goes on at this server, which has become the writer. */
    public void writerIs(Server server) {
        beating = server;
    }

    /** Waits until the standby has replayed what the primary has written until now. */
    public void awaitReplay() {
        String written = first.sql("SELECT pg_current_wal_lsn()");
        Await.until("replay of " + written, LIMIT, () -> "t"
                .equals(second.sql("SELECT pg_last_wal_replay_lsn() >= '" + written + "'::pg_lsn")));
    }

    private static void command(String... words) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.addAll(List.of(words));
        run(command);
    }

    private static void run(List<String> command) {
        try {
            Path log = Files.createTempFile("command", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ":\n" + Files.readString(log));
            }
            Files.delete(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        heartbeat.interrupt();
        for (Server server : List.of(first, second)) {
            if (Files.exists(server.data.resolve("postmaster.pid"))) {
                server.thaw();
                server.stop();
            }
        }
        run(List.of("rm", "-r", folder.toString()));
    }
}
