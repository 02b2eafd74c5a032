package io.prontuario.cli.action;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
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
import java.util.stream.Stream;

/** Runs the services' own programs on this machine, from the repository: builds what is missing or older, then a JVM of its own. */
public final class Workloads {
    private static final String VERSION = "0.1.0-SNAPSHOT";
    private static final long STOP_SECONDS = 60;

    /** A program of the services. */
    public enum Program {
        /** The core services; its modes look after a database. */
        API("api", "api", "io.prontuario.workloads.api.Main"),
        /** Both services and a database. */
        EMBEDDED("embedded", "workloads-embedded", "io.prontuario.workloads.embedded.Main");

        private final String module;
        private final String artifact;
        private final String main;

        Program(String module, String artifact, String main) {
            this.module = module;
            this.artifact = artifact;
            this.main = main;
        }

        /** Modules that it is made of, and what their jars are called. */
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
     * Runs a program until it ends, with this process's streams. It is ended when this process is.
     *
     * @param environment on top of this process's own
     * @return its exit status
     */
    public int run(Program program, Map<String, String> environment, List<String> arguments)
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
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-" + program.module));
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

    /** The small model as inference's {@code MODELS} wants it; fetched once, checked against its pinned checksum. */
    public String smallModel() throws InterruptedException {
        String[] line = output(
                        List.of("bash", root.resolve("testbed/build/models.sh").toString()))
                .strip()
                .split(" ");
        if (line.length != 3) {
            throw new CliException(ExitCode.REFUSED, "testbed/build/models.sh named no model");
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
                // Maven leaves a jar alone whose classes came out the same: it was looked at all the same.
                Files.setLastModifiedTime(jar(program, artifact), now);
            }
        } catch (IOException missing) {
            throw new CliException(ExitCode.REFUSED, "the build did not make " + missing.getMessage(), missing);
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

    /** A program's own jar is beside its libraries, the other modules' are among them. */
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
                throw new CliException(ExitCode.REFUSED, command.get(0) + " failed: " + output.strip());
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
