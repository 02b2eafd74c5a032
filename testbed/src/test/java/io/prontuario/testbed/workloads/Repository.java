package io.prontuario.testbed.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The repository's own command, as a person at a shell runs it.
 *
 * @param home the repository, or a copy of what its commands need
 * @param before words in front of every command, for example to become another user
 * @param environment on top of this process's own
 */
record Repository(Path home, List<String> before, Map<String, String> environment) {
    private static final Path HERE = Path.of("..").toAbsolutePath().normalize();
    private static final String UNPRIVILEGED = "65534";

    /** What a command left behind. */
    record CommandResult(int status, String output) {}

    /** As the user who runs the tests. */
    static Repository asCurrentUser() throws IOException {
        // This build has just made what the script would make.
        Files.writeString(HERE.resolve("testbed/target/.built"), "");
        return new Repository(HERE, List.of(), Map.of("CHAT_MAX_TOKENS", "8"));
    }

    /** As a user without rights, on a copy: other users cannot read a clone in root's home. */
    static Repository asUnprivilegedUser(Path folder) throws Exception {
        Repository ours = asCurrentUser();
        if (!System.getProperty("user.name").equals("root")) {
            return ours;
        }
        Path copy = folder.resolve("repository");
        Files.createDirectories(copy);
        List<String> parts = new ArrayList<>(List.of(
                "prontuario",
                "pom.xml",
                "testbed/target/lib",
                "testbed/target/testbed-0.1.0-SNAPSHOT.jar",
                "testbed/build/models.sh",
                "workloads/embedded/target/lib",
                "workloads/embedded/target/workloads-embedded-0.1.0-SNAPSHOT.jar",
                "workloads/inference/target/native"));
        for (String module : List.of("continuity", "simulator", "crds", "operator", "testbed", "cli")) {
            parts.add(module + "/pom.xml");
        }
        for (String module : List.of("common", "api", "inference", "embedded")) {
            parts.add("workloads/" + module + "/pom.xml");
            parts.add("workloads/" + module + "/src/main");
        }
        List<String> copying = new ArrayList<>(List.of("cp", "-a", "--parents"));
        copying.addAll(parts);
        copying.add(copy.toString());
        shell(copying);
        Files.writeString(copy.resolve("testbed/target/.built"), "");
        shell(List.of("find", copy + "/workloads", "-name", "*-SNAPSHOT.jar", "-exec", "touch", "{}", "+"));

        CommandResult model =
                ours.run("bash", HERE.resolve("testbed/build/models.sh").toString());
        String[] line = model.output()
                .lines()
                .reduce((first, second) -> second)
                .orElseThrow()
                .split(" ");
        Path cache = Files.createDirectories(folder.resolve("cache/prontuario/models"));
        shell(List.of("cp", "-a", line[1], line[1] + "." + line[2] + ".ok", cache.toString()));
        shell(List.of("chown", "-R", UNPRIVILEGED + ":" + UNPRIVILEGED, folder.toString()));
        Map<String, String> environment = new HashMap<>(ours.environment());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environment.put("HOME", folder.toString());
        return new Repository(
                copy,
                List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups"),
                environment);
    }

    private static void shell(List<String> command) throws Exception {
        CommandResult ended = new Repository(HERE, List.of(), Map.of()).run(command.toArray(String[]::new));
        assertThat(ended.status()).as(command + ended.output()).isZero();
    }

    ProcessBuilder process(String... command) {
        List<String> words = new ArrayList<>(before);
        words.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    CommandResult run(String... command) throws Exception {
        Process process = process(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandResult(process.waitFor(), output);
    }
}
