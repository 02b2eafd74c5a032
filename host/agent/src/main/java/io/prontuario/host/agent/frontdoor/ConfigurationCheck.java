package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@code haproxy -c} on a bundle, in a folder beside the one that HAProxy runs from. */
public final class ConfigurationCheck {
    private static final long SECONDS = 5;

    private final Path haproxy;
    private final AgentDirectory directory;

    public ConfigurationCheck(Path haproxy, AgentDirectory directory) {
        this.haproxy = haproxy;
        this.directory = directory;
    }

    /** HAProxy's objection with its line; empty when it accepts the bundle. */
    public Optional<String> objection(Bundle bundle) throws IOException {
        Path folder = directory.candidate();
        delete(folder);
        Files.createDirectories(folder.resolve(HaproxyNames.CERTIFICATES));
        try {
            DurableFile.write(folder.resolve("haproxy.cfg"), bundle.haproxyCfg());
            DurableFile.write(folder.resolve(HaproxyNames.ADMISSION_MAP), "");
            DurableFile.write(folder.resolve(HaproxyNames.WRITER_MAP), "");
            for (Map.Entry<String, String> file : bundle.files().entrySet()) {
                DurableFile.write(folder.resolve(HaproxyNames.CERTIFICATES).resolve(file.getKey()), file.getValue());
            }
            return run(folder.resolve("haproxy.cfg"));
        } finally {
            delete(folder);
        }
    }

    private Optional<String> run(Path configuration) throws IOException {
        Path output = directory.candidate().resolve("output");
        Process process = new ProcessBuilder(haproxy.toString(), "-c", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("HAProxy did not finish checking the configuration within " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted while HAProxy checked the configuration");
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional.of(objections(Files.readString(output, StandardCharsets.UTF_8), configuration));
    }

    /** HAProxy's alerts, without process ids and the agent's folder. */
    static String objections(String output, Path configuration) {
        String alerts = output.lines()
                .filter(line -> line.startsWith("[ALERT]"))
                .map(line -> line.replaceFirst("^\\[ALERT\\]\\s+\\(\\d+\\) : (config : )?", ""))
                .map(line -> line.replace(configuration.toString(), "haproxy.cfg"))
                .filter(line -> !line.startsWith("Error(s) found") && !line.startsWith("Fatal errors found"))
                .distinct()
                .collect(Collectors.joining("; "));
        return "HAProxy refuses the configuration: " + (alerts.isEmpty() ? output.strip() : alerts);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
