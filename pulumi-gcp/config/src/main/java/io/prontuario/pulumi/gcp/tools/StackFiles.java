package io.prontuario.pulumi.gcp.tools;

import com.google.gson.Gson;
import io.prontuario.pulumi.gcp.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A {@code Pulumi.STACK.yaml} as a {@link ConfigSource}; secret values are only known to be set. */
public final class StackFiles {
    private StackFiles() {}

    /** @throws IOException when the file cannot be read */
    public static ConfigSource read(Path file) throws IOException {
        Map<String, Object> yaml = new Yaml().load(Files.readString(file));
        Map<String, String> values = new LinkedHashMap<>();
        if (yaml != null && yaml.get("config") instanceof Map<?, ?> config) {
            config.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (name.startsWith("prontuario-gcp:")) {
                    values.put(name.substring("prontuario-gcp:".length()), text(value));
                }
            });
        }
        // The one secret is never in the repository's files; an estimate does not need it.
        if (Boolean.parseBoolean(values.get("vpnEnabled"))) {
            values.putIfAbsent("vpnSharedSecret", "[set elsewhere]");
        }
        return ConfigSource.of(values);
    }

    private static String text(Object value) {
        return value instanceof Iterable<?> || value instanceof Map<?, ?>
                ? new Gson().toJson(value)
                : String.valueOf(value);
    }
}
