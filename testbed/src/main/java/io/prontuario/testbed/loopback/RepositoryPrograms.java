package io.prontuario.testbed.loopback;

import io.prontuario.testbed.demo.MavenRun;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The repository's programs, built when a source is newer, and copied: a rebuild must not replace the classes of a
 * running demo.
 */
final class RepositoryPrograms {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final List<String> SOURCES = List.of("continuity", "crds", "names", "host", "operator", "workloads");
    private static final List<String> MODULES =
            List.of("operator", "host/agent", "workloads/api", "workloads/inference");
    private final Path home;
    private final Path folder;

    /**
     * @param home the repository
     * @param folder where the copies go
     */
    RepositoryPrograms(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /** Whether every jar is at least as new as every source, or was built after the last change. */
    boolean current() {
        Optional<FileTime> newest = SOURCES.stream()
                .map(home::resolve)
                .flatMap(RepositoryPrograms::inputs)
                .max(FileTime::compareTo);
        boolean built = jars().stream().allMatch(Files::isRegularFile)
                && MODULES.stream().allMatch(module -> Files.isDirectory(lib(module)));
        return built
                && newest.isPresent()
                && (notOlder(stamp(), newest.get()) || jars().stream().allMatch(jar -> notOlder(jar, newest.get())));
    }

    /** Builds the programs unless they are current. */
    void build() throws InterruptedException {
        if (current()) {
            return;
        }
        UncheckedFiles.folders(home.resolve("testbed/target"));
        FileTime begun = FileTime.fromMillis(System.currentTimeMillis());
        MavenRun.in(
                home,
                home.resolve("testbed/target/services.log"),
                List.of("-pl", String.join(",", MODULES), "-am", "package"));
        try {
            UncheckedFiles.write(stamp(), "");
            Files.setLastModifiedTime(stamp(), begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JavaProgram operator() {
        return copied("operator", jars().get(0), "io.prontuario.operator.Main", 128);
    }

    /** The host agent and its commands: a smaller heap, as on a box of the test bed. */
    JavaProgram agent() {
        return copied("host/agent", jars().get(1), "io.prontuario.host.agent.Main", 48);
    }

    JavaProgram api() {
        return copied("workloads/api", jars().get(2), "io.prontuario.workloads.api.Main", 96);
    }

    JavaProgram inference() {
        return copied("workloads/inference", jars().get(3), "io.prontuario.workloads.inference.Main", 128);
    }

    /** Synchronized, so that a second caller does not start a program whose folder is still being filled. */
    private synchronized JavaProgram copied(String module, Path jar, String main, int heapMegabytes) {
        Path copy = folder.resolve(Path.of(module).getFileName());
        if (!Files.exists(copy)) {
            UncheckedFiles.copy(lib(module), copy);
            UncheckedFiles.copy(jar, copy.resolve(jar.getFileName()));
        }
        return new JavaProgram(main, copy, heapMegabytes);
    }

    private List<Path> jars() {
        return List.of(
                home.resolve("operator/target/operator.jar"),
                home.resolve("host/agent/target/prontuario-host.jar"),
                home.resolve("workloads/api/target/api-" + VERSION + ".jar"),
                home.resolve("workloads/inference/target/inference-" + VERSION + ".jar"));
    }

    private Path lib(String module) {
        return home.resolve(module).resolve("target/lib");
    }

    private Path stamp() {
        return home.resolve("testbed/target/.services-built");
    }

    private static boolean notOlder(Path file, FileTime than) {
        try {
            return Files.exists(file) && Files.getLastModifiedTime(file).compareTo(than) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<FileTime> inputs(Path module) {
        try (Stream<Path> files = Files.walk(module)) {
            return files
                    .filter(file -> file.endsWith("pom.xml") || file.toString().contains("/src/main/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(Files::isRegularFile)
                    .map(RepositoryPrograms::changed)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
