package io.prontuario.testbed.data;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cloud's PostgreSQL, in place of Cloud SQL: database {@code records} of user {@code records}. */
public final class Postgres {
    /** Where the host's private /var shows the data folder. */
    private static final String HOME = "/var/lib/postgresql";

    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin/";
    private static final List<String> AS_POSTGRES =
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups");
    private static final Duration START = Duration.ofSeconds(30);

    private final StateFolder state;
    private final Pki pki;

    public Postgres(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Makes an empty database on every host that has none. */
    public void create(List<Host> hosts) {
        List<Path> empty = hosts.stream()
                .map(host -> state.host(host).postgres())
                .filter(folder -> !Files.exists(folder.resolve("data")))
                .toList();
        if (empty.isEmpty()) {
            return;
        }
        Path first = empty.get(0);
        UncheckedFiles.folders(first);
        Shell.run("chown", "postgres:postgres", first.toString());
        initialise(first);
        // The servers are alike, so one initialisation serves all.
        for (Path other : empty.subList(1, empty.size())) {
            UncheckedFiles.folders(other);
            Shell.run("cp", "-a", first + "/.", other.toString());
            Shell.run("chown", "postgres:postgres", other.toString());
        }
    }

    public Unit unit(Host host) {
        List<String> command = Stream.concat(
                        AS_POSTGRES.stream(),
                        Stream.of(
                                PROGRAMS + "postgres",
                                "-D",
                                HOME + "/data",
                                "-c",
                                "listen_addresses=" + host.address(),
                                "-c",
                                "port=" + Plan.DATABASE_PORT,
                                "-c",
                                "unix_socket_directories=" + HOME,
                                "-c",
                                "shared_buffers=16MB",
                                "-c",
                                "max_connections=60",
                                "-c",
                                "jit=off",
                                "-c",
                                "autovacuum_naptime=5min"))
                .toList();
        return Unit.of("postgresql", command);
    }

    /**
     * Runs a SQL script as the owner of the database on every given host.
     *
     * @throws io.prontuario.testbed.exec.TestbedException if a server does not come up or refuses the script
     */
    public void seed(List<Host> hosts, Path script) {
        for (Host host : hosts) {
            Wait.until(
                    START,
                    () -> Shell.attempt("psql", "--no-psqlrc", "-qtc", "select 1", url(host))
                            .ok(),
                    () -> "PostgreSQL on " + host.name() + " does not accept user records; its log is "
                            + state.host(host).logs().resolve("postgresql.log"));
            Shell.run(
                    "psql",
                    "--no-psqlrc",
                    "--quiet",
                    "--set=ON_ERROR_STOP=1",
                    "--file=" + script.toAbsolutePath(),
                    url(host));
        }
    }

    /** URL of the host's database for a client on the test bed's networks, password included. */
    public String url(Host host) {
        return "postgresql://records:" + pki.databasePassword() + "@" + host.address() + ":" + Plan.DATABASE_PORT
                + "/records?connect_timeout=2";
    }

    private void initialise(Path folder) {
        inside(
                folder,
                PROGRAMS + "initdb -D " + HOME + "/data --no-sync --encoding=UTF8 --locale=C.UTF-8 "
                        + "--auth-local=trust --auth-host=scram-sha-256",
                "");
        UncheckedFiles.write(folder.resolve("data/pg_hba.conf"), accessRules());
        inside(
                folder,
                PROGRAMS + "postgres --single -D " + HOME + "/data postgres",
                "create role records login password '" + pki.databasePassword() + "'\n"
                        + "create database records owner records\n");
    }

    /**
     * Runs a command as user postgres, who cannot reach the state folder, with the data folder mounted where he can.
     */
    private void inside(Path folder, String command, String input) {
        Shell.feed(
                input,
                "unshare",
                "--mount",
                "/bin/sh",
                "-c",
                "mount --bind '" + folder + "' " + HOME + " && cd / && exec " + String.join(" ", AS_POSTGRES) + " "
                        + command + " >/dev/null");
    }

    static String accessRules() {
        return "local all postgres peer\n"
                + Stream.concat(Stream.of(Cluster.values()).map(Cluster::network), Stream.of(Plan.POD_CIDR))
                        .map(network -> "host records records " + network + " scram-sha-256\n")
                        .collect(Collectors.joining());
    }
}
