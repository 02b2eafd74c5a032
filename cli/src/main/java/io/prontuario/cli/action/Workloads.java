package io.prontuario.cli.action;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the services' programs on this machine from a checkout: builds what is missing or stale, then starts a JVM. */
public final class Workloads {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final long STOP_SECONDS = 60;

    /** A program of the services. */
    public enum Program {
        /** The api; its modes also maintain a database. */
        API("api", "api", "io.prontuario.workloads.api.Main"),
        /** The api, inference and a database. */
        EMBEDDED("embedded", "workloads-embedded", "io.prontuario.workloads.embedded.Main");

        private final String module;
        private final String artifact;
        private final String main;

        Program(String module, String artifact, String main) {
            this.module = module;
            this.artifact = artifact;
            this.main = main;
        }

        /** Its modules, and the names of their jars. */
        private Map<String, String> parts() {
            return switch (this) {
                case API -> Map.of("common", "workloads-common", "api", "api");
                case EMBEDDED -> Map.of(
                        "common", "workloads-common", "api", "api", "inference", "inference", module, artifact);
            };
        }
    }

    private final Path root;

    /** @param root the repository */
    public Workloads(Path root) {
        this.root = root;
    }

    /**
     * Runs a program until it ends, with this process's streams. It is stopped when this process is.
     *
     * @param environment added to this process's own
     * @return its exit status
     */
    public int run(Program program, Map<String, String> environment, List<String> arguments)
            throws InterruptedException {
        return run(program, environment, arguments, null);
    }

    /** The same, with the lines of its standard output passed on. */
    public int run(
            Program program, Map<String, String> environment, List<String> arguments, @Nullable Consumer<String> lines)
            throws InterruptedException {
        build(program);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Dprontuario.native=" + root.resolve("workloads/inference/target/native"),
                "-cp",
                jar(program, program.artifact)
                        + File.pathSeparator
                        + lib(program).resolve("*"),
                program.main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        if (lines != null) {
            builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-" + program.module));
            if (lines != null) {
                try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
                    said.lines().forEach(lines);
                }
            }
            return process.waitFor();
        } catch (IOException failed) {
            throw new CliException(
                    ExitCode.REFUSED, "cannot run " + command.get(0) + ": " + failed.getMessage(), failed);
        }
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** The small model in the form of inference's {@code MODELS}; fetched once, checked against its pinned checksum. */
    public String smallModel() throws InterruptedException {
        String[] line = output(
                        List.of("bash", root.resolve("testbed/build/models.sh").toString()))
                .strip()
                .split(" ");
        if (line.length != 3) {
            throw new CliException(
                    ExitCode.REFUSED, "testbed/build/models.sh printed no model; run it by hand and read its output");
        }
        return line[0] + "=" + line[1] + "@" + line[2];
    }

    private void build(Program program) throws InterruptedException {
        if (current(program)) {
            return;
        }
        System.err.println("prontuario: building the services (the first time also downloads libraries) ...");
        output(List.of(
                "mvn",
                "-B",
                "-q",
                "-f",
                root.resolve("pom.xml").toString(),
                "-pl",
                "workloads/" + program.module,
                "-am",
                "-DskipTests",
                "-Dspotless.check.skip=true",
                "package"));
        try {
            FileTime now = FileTime.fromMillis(System.currentTimeMillis());
            for (String artifact : program.parts().values()) {
                // Maven does not write a jar whose classes did not change; the new time says that it is current.
                Files.setLastModifiedTime(jar(program, artifact), now);
            }
        } catch (IOException missing) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the build has not made " + missing.getMessage() + "; run mvn package by hand and read its output",
                    missing);
        }
    }

    private boolean current(Program program) {
        return program.parts().entrySet().stream()
                .allMatch(part ->
                        current(root.resolve("workloads").resolve(part.getKey()), jar(program, part.getValue())));
    }

    private static boolean current(Path module, Path jar) {
        return Files.isRegularFile(jar)
                && Stream.of(module.resolve("pom.xml"), module.resolve("src/main"))
                        .map(Workloads::newest)
                        .flatMap(Optional::stream)
                        .allMatch(time -> time.compareTo(changed(jar)) <= 0);
    }

    /** Folders count too: their time changes when a file in them is deleted. */
    private static Optional<FileTime> newest(Path source) {
        try (Stream<Path> files = Files.walk(source)) {
            return files.map(Workloads::changed).max(FileTime::compareTo);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static FileTime changed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The program's own jar is beside its libraries; the other modules' jars are among them. */
    private Path jar(Program program, String artifact) {
        Path folder = artifact.equals(program.artifact) ? target(program) : lib(program);
        return folder.resolve(artifact + "-" + VERSION + ".jar");
    }

    private Path lib(Program program) {
        return target(program).resolve("lib");
    }

    private Path target(Program program) {
        return root.resolve("workloads").resolve(program.module).resolve("target");
    }

    private static String output(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CliException(ExitCode.REFUSED, command.get(0) + " failed; its output: " + output.strip());
            }
            return output;
        } catch (IOException missing) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "cannot run " + command.get(0) + ": " + missing.getMessage() + "; install it",
                    missing);
        }
    }
}
