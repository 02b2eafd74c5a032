package io.prontuario.testbed.loopback;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * RepositoryPrograms of the machine that the demo runs.
 *
 * @param postgres PostgreSQL's folder of programs
 */
record SystemTools(Path haproxy, Path postgres) {
    /** A socket's path has at most 108 characters, and the longest here adds 45 to the state folder's. */
    private static final int LONGEST_STATE_PATH = 56;

    /** What a normal user's PATH leaves out. */
    private static final List<Path> SYSTEM =
            List.of(Path.of("/usr/local/sbin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private static final Path DEBIAN_POSTGRES = Path.of("/usr/lib/postgresql");

    /**
     * Looks for everything.
     *
     * @param state the demo's folder
     * @param builds whether etcd and the API server must still be built
     * @throws CliException with every reason at once, and the packages to install
     */
    static SystemTools find(Path state, boolean builds) {
        List<String> problems = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            problems.add("this is " + System.getProperty("os.name")
                    + ": it needs Linux (any address of 127.0.0.0/8, setpriv)");
        }
        if (state.toString().length() > LONGEST_STATE_PATH) {
            problems.add("the state folder's path is longer than " + LONGEST_STATE_PATH
                    + " characters, too long for the sockets in it: set PRONTUARIO_LOOPBACK_HOME to a shorter one ("
                    + state + ")");
        }
        Optional<Path> haproxy = program("haproxy");
        Optional<Path> postgres = postgresFolder();
        Map<String, String> packages = new LinkedHashMap<>();
        if (haproxy.isEmpty()) {
            packages.put("haproxy", "haproxy");
        }
        if (postgres.isEmpty()) {
            packages.put("postgres and initdb", "postgresql");
        }
        if (postgres.filter(bin -> Files.isExecutable(bin.resolve("psql"))).isEmpty()) {
            packages.put("psql", "postgresql-client");
        }
        if (program("openssl").isEmpty()) {
            packages.put("openssl", "openssl");
        }
        if (program("setpriv").isEmpty()) {
            packages.put("setpriv", "util-linux");
        }
        if (builds && program("go").isEmpty()) {
            packages.put("go 1.24 or newer, to build etcd and the API server once", "golang");
        }
        if (!packages.isEmpty()) {
            problems.add("missing programs: " + String.join(", ", packages.keySet()) + "; as root: apt-get install "
                    + String.join(" ", packages.values()));
        }
        if (!problems.isEmpty() || haproxy.isEmpty() || postgres.isEmpty()) {
            throw new CliException(
                    ExitCode.REFUSED, "the demo cannot run here at level api:\n  - " + String.join("\n  - ", problems));
        }
        return new SystemTools(haproxy.get(), postgres.get());
    }

    private static Optional<Path> program(String name) {
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
        return Stream.concat(onPath, SYSTEM.stream())
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Debian keeps PostgreSQL's programs off the path, a folder a version; the newest is taken. */
    private static Optional<Path> postgresFolder() {
        return Stream.concat(versions(DEBIAN_POSTGRES), program("initdb").flatMap(SystemTools::realFolder).stream())
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                .findFirst();
    }

    private static Stream<Path> versions(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions
                    .sorted(Comparator.comparingInt(SystemTools::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path version) {
        String digits = version.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Optional<Path> realFolder(Path program) {
        try {
            return Optional.ofNullable(program.toRealPath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
