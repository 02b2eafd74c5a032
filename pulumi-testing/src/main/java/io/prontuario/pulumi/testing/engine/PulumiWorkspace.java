package io.prontuario.pulumi.testing.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.Yaml;

/** A copy of a Pulumi project with its own state. Its providers are doubles. */
public final class PulumiWorkspace {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(8);

    private final Path engine;
    private final Path home;
    private final Path project;
    private final Map<String, String> environment = new LinkedHashMap<>();

    private PulumiWorkspace(Path engine, Path home, Path project) {
        this.engine = engine;
        this.home = home;
        this.project = project;
    }

    /**
     * @param engine the folder of the engine's binaries
     * @param source the project to copy: its Pulumi.yaml and stack files
     * @param program the program's jar
     * @param folder an empty folder
     * @param providers values of {@code PULUMI_DEBUG_PROVIDERS}
     */
    public static PulumiWorkspace create(Path engine, Path source, Path program, Path folder, List<String> providers) {
        try {
            Path home = Files.createDirectories(folder.resolve("home"));
            Path project = Files.createDirectories(folder.resolve("project"));
            Files.createDirectories(folder.resolve("state"));
            try (var files = Files.list(source)) {
                for (Path file : files.filter(f -> f.getFileName().toString().matches("Pulumi\\..*yaml"))
                        .toList()) {
                    Files.copy(file, project.resolve(file.getFileName()));
                }
            }
            PulumiWorkspace workspace = new PulumiWorkspace(engine, home, project);
            workspace.program(program);
            workspace.environment.putAll(Map.of(
                    "PULUMI_HOME",
                    home.toString(),
                    "PULUMI_BACKEND_URL",
                    "file://" + folder.resolve("state"),
                    // The state is deleted with the folder.
                    "PULUMI_CONFIG_PASSPHRASE",
                    "for tests only",
                    "PULUMI_SKIP_UPDATE_CHECK",
                    "true",
                    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                    "true",
                    "PULUMI_DEBUG_PROVIDERS",
                    String.join(",", providers),
                    "PATH",
                    engine + ":" + System.getProperty("java.home") + "/bin:" + System.getenv("PATH")));
            return workspace;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void program(Path jar) throws IOException {
        Path file = project.resolve("Pulumi.yaml");
        Map<String, Object> yaml = new Yaml().load(Files.readString(file));
        yaml.put(
                "runtime",
                Map.of(
                        "name",
                        "java",
                        "options",
                        Map.of("binary", jar.toAbsolutePath().toString())));
        Files.writeString(file, new Yaml().dump(yaml));
    }

    /** Adds a folder with further binaries, such as policy hosts, to the engine's path. */
    public PulumiWorkspace withBinaries(Path folder) {
        environment.merge("PATH", folder.toString(), (path, more) -> more + ":" + path);
        return this;
    }

    public Path project() {
        return project;
    }

    /** Selects a stack; creates it if it does not exist. */
    public void select(String stack) {
        run("stack", "select", "--create", stack).succeeded();
    }

    /** Runs {@code pulumi ARGUMENTS --non-interactive} and waits until it ends. */
    public PulumiRun run(String... arguments) {
        return runWith("", arguments);
    }

    /** The same with a text on its standard input. */
    public PulumiRun runWith(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(engine.resolve("pulumi").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--non-interactive", "--color", "never"));
        Instant start = Instant.now();
        try {
            Path output = Files.createTempFile(home, "run", ".out");
            Path errors = Files.createTempFile(home, "run", ".err");
            Path typed = Files.writeString(Files.createTempFile(home, "run", ".in"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(project.toFile())
                    .redirectInput(typed.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(
                        "still running after " + LONGEST_RUN + ": " + command + "\n" + Files.readString(output));
            }
            return new PulumiRun(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8),
                    Duration.between(start, Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
