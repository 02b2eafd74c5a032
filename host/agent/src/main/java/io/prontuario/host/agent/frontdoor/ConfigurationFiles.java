package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.agent.state.DurableFile;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.host.protocol.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The configuration, the certificates and the last accepted bundle on disk. */
public final class ConfigurationFiles {
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\.pem");

    private final AgentDirectory directory;

    public ConfigurationFiles(AgentDirectory directory) {
        this.directory = directory;
    }

    /** The first file name of the bundle that must not be written into the certificates' folder. */
    static Optional<String> badName(Bundle bundle) {
        return bundle.files().keySet().stream()
                .filter(name -> !FILE_NAME.matcher(name).matches())
                .findFirst();
    }

    ConfigurationText onDisk() throws IOException {
        return new ConfigurationText(DurableFile.read(directory.configuration()));
    }

    /** The last bundle that was accepted, or empty before the first. */
    Optional<Bundle> lastGood() throws IOException {
        String text = DurableFile.read(directory.bundle());
        return text.isBlank() ? Optional.empty() : Optional.of(Json.read(text, Bundle.class));
    }

    boolean certificatesMatch(Bundle bundle) throws IOException {
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            Path path = directory.certificates().resolve(file.getKey());
            if (!DurableFile.read(path).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Writes what a start of HAProxy reads. Certificates first: the configuration never names a file that is not there. */
    void install(Bundle bundle) throws IOException {
        Files.createDirectories(directory.certificates());
        for (Map.Entry<String, String> file : bundle.files().entrySet()) {
            DurableFile.write(directory.certificates().resolve(file.getKey()), file.getValue());
        }
        DurableFile.write(directory.configuration(), bundle.haproxyCfg());
    }

    void remember(Bundle accepted) throws IOException {
        DurableFile.write(directory.bundle(), Json.write(accepted));
    }

    void writeServerState(String text) throws IOException {
        DurableFile.write(directory.serverState(), text);
    }

    /** What a box runs until the operator reaches it: the operator's configuration without any service; a test compares them. */
    public static String bootstrap() throws IOException {
        try (InputStream text = ConfigurationFiles.class.getResourceAsStream("/haproxy/bootstrap.cfg")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
