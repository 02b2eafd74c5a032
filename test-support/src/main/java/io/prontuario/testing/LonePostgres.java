package io.prontuario.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
import java.util.Map;
import java.util.stream.Stream;

/**
 * One PostgreSQL on loopback, as user postgres where the tests run as root. A module whose tests use it has the JDBC driver on its
 * class path.
 */
public final class LonePostgres implements AutoCloseable {
    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin/";

    private final Path folder;
    private final int port;
    private ChildProcess server;

    private LonePostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** With a database {@code records} of user {@code records}, who needs no password. */
    public static LonePostgres start() throws Exception {
        Path folder = Files.createTempDirectory("prontuario-ledger");
        if (root()) {
            run("", List.of("chown", "postgres:postgres", folder.toString()));
        }
        LonePostgres postgres = new LonePostgres(folder, freePort());
        run("", asPostgres(PROGRAMS + "initdb", "-D", folder + "/data", "-U", "postgres", "--no-sync", "--auth=trust"));
        run(
                "create role records login\ncreate database records owner records\n",
                asPostgres(PROGRAMS + "postgres", "--single", "-D", folder + "/data", "postgres"));
        postgres.boot();
        return postgres;
    }

    public void boot() throws Exception {
        server = new ChildProcess(
                "postgres",
                Files.createTempFile("postgres", ".log"),
                asPostgres(
                        PROGRAMS + "postgres",
                        "-D",
                        folder + "/data",
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories="),
                Map.of(),
                ChildProcess.End.TERM);
        Await.until("PostgreSQL answers", Duration.ofSeconds(30), () -> {
            try (Connection connection = connect()) {
                return connection.isValid(1);
            } catch (SQLException starting) {
                return false;
            }
        });
    }

    public int port() {
        return port;
    }

    /** As user {@code records}. */
    public Connection connect() throws SQLException {
        return connect("records", "records");
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void superuser(String sql) throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Cancels the waits for a copy that are under way, as an administrator might. @return how many */
    public int cancelledWaits() throws SQLException {
        try (Connection connection = superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM (SELECT pg_cancel_backend(pid) FROM"
                        + " pg_stat_activity WHERE wait_event = 'SyncRep') cancelled")) {
            row.next();
            return row.getInt(1);
        }
    }

    private Connection superuser() throws SQLException {
        return connect("postgres", "postgres");
    }

    private Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + user
                + "&password=none&connectTimeout=2&socketTimeout=20");
    }

    /** Without a farewell to its clients. */
    public void crash() throws IOException {
        String pid = Files.readString(folder.resolve("data/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow();
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    @Override
    public void close() throws Exception {
        server.close();
        run("", List.of("rm", "-rf", folder.toString()));
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asPostgres(String... words) {
        List<String> line = new ArrayList<>();
        if (root()) {
            line.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        line.addAll(List.of(words));
        return line;
    }

    private static void run(String input, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        try (var out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
