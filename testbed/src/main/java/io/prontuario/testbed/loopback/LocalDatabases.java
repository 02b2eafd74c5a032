package io.prontuario.testbed.loopback;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One independent PostgreSQL a site, database {@code records}, alike at the start. */
final class LocalDatabases {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int BESIDE_THE_FRONT_DOOR = 1;
    private final Path programs;
    private final Path folder;
    private final Path logs;
    private final String password;

    private LocalDatabases(Path programs, Path folder, Path logs, String password) {
        this.programs = programs;
        this.folder = folder;
        this.logs = logs;
        this.password = password;
    }

    /**
     * @param programs PostgreSQL's folder of programs
     * @param state folder of the data, unless the database's user may not enter it
     */
    static LocalDatabases in(Path programs, Path state, Path logs, String password) {
        return new LocalDatabases(programs, location(state), logs, password);
    }

    private static Path location(Path state) {
        try {
            if (!DatabaseUser.needed()) {
                return Files.createDirectories(state.resolve("databases"));
            }
            // Root's own folders are closed to PostgreSQL's user.
            Path elsewhere = Files.createTempDirectory("prontuario-loopback");
            UncheckedFiles.write(state.resolve("databases-are-in"), elsewhere.toString());
            Shell.run("chown", DatabaseUser.owner(), elsewhere.toString());
            return elsewhere;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the databases of a run that was killed. */
    static void removeLeftOver(Path state) {
        Path note = state.resolve("databases-are-in");
        if (Files.exists(note)) {
            UncheckedFiles.delete(Path.of(UncheckedFiles.read(note).strip()));
        }
    }

    void create(List<String> sites) {
        Path first = folder.resolve(sites.get(0));
        run(
                "",
                List.of(
                        programs.resolve("initdb").toString(),
                        "-D",
                        first.toString(),
                        "--username=postgres",
                        "--no-sync",
                        "--encoding=UTF8",
                        "--locale=C",
                        // Replaced below by a rule that admits user records only, with the password.
                        "--auth=trust"));
        run(
                "create role records login password '" + password + "'\ncreate database records owner records\n",
                List.of(
                        programs.resolve("postgres").toString(),
                        "--single",
                        "-F",
                        "-D",
                        first.toString(),
                        "-c",
                        "password_encryption=scram-sha-256",
                        "postgres"));
        run(
                "host records records 127.0.0.0/8 scram-sha-256\n",
                List.of("/bin/sh", "-c", "cat > '" + first.resolve("pg_hba.conf") + "'"));
        for (String other : sites.subList(1, sites.size())) {
            Shell.run("cp", "-a", first.toString(), folder.resolve(other).toString());
        }
    }

    private static void run(String input, List<String> words) {
        Shell.feed(input, DatabaseUser.words(words));
    }

    ProcessSpec server(String site, String address) {
        return ProcessSpec.of(
                        "postgresql",
                        List.of(
                                programs.resolve("postgres").toString(),
                                "-D",
                                folder.resolve(site).toString(),
                                "-c",
                                "listen_addresses=" + address,
                                "-c",
                                "port=" + Ports.DATABASE,
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "shared_buffers=16MB",
                                "-c",
                                "max_connections=60",
                                "-c",
                                "jit=off",
                                // A killed process loses nothing that it has handed to the kernel.
                                "-c",
                                "fsync=off",
                                "-c",
                                "autovacuum_naptime=5min"),
                        logs.resolve(site + "-postgresql.log"),
                        BESIDE_THE_FRONT_DOOR)
                .byDatabaseUser();
    }

    /** Waits for the server and runs the script on it. */
    void seed(String address, Path script) {
        String psql = psql();
        String url = url(address);
        Wait.until(
                START,
                () -> Shell.attempt(psql, "--no-psqlrc", "-qtc", "select 1", url)
                        .ok(),
                () -> "PostgreSQL on " + address + " does not accept user records; its log is in " + logs);
        Shell.run(psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=" + script.toAbsolutePath(), url);
    }

    /** Copies the users with their passwords' hashes, as replication and the projection do: a token is valid where these are the same. */
    void copyUsers(String from, String to) {
        String users = Shell.run(psql(), "--no-psqlrc", "--quiet", "-c", "COPY users TO STDOUT", url(from));
        Shell.feed(
                users.strip() + "\n",
                psql(),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "-c",
                "COPY users FROM STDIN",
                url(to));
    }

    private String psql() {
        return programs.resolve("psql").toString();
    }

    private String url(String address) {
        return "postgresql://records:" + password + "@" + address + ":" + Ports.DATABASE + "/records?connect_timeout=2";
    }

    void remove() {
        UncheckedFiles.delete(folder);
    }
}
