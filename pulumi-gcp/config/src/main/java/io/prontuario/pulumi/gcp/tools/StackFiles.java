package io.prontuario.pulumi.gcp.tools;

import com.google.gson.Gson;
import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.gcp.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Reads {@code Pulumi.STACK.yaml} files of the project. */
public final class StackFiles {
    private static final String NAMESPACE = "prontuario-gcp:";

    private StackFiles() {}

    /** The configuration of a stack file. @throws IOException if the file cannot be read */
    public static ConfigSource read(Path file) throws IOException {
        return ConfigSource.of(values(file));
    }

    /**
     * The values by key, without the namespace; lists as JSON text. The VPN's secret, which stack files of the repository do
     * not contain, counts as set if the stack has a VPN.
     *
     * @throws IOException if the file cannot be read
     */
    public static Map<String, String> values(Path file) throws IOException {
        Map<String, Object> yaml = new Yaml().load(Files.readString(file));
        Map<String, String> values = new LinkedHashMap<>();
        if (yaml != null && yaml.get("config") instanceof Map<?, ?> config) {
            config.forEach((key, value) -> {
                String name = String.valueOf(key);
                if (name.startsWith(NAMESPACE)) {
                    values.put(name.substring(NAMESPACE.length()), text(value));
                }
            });
        }
        if (Boolean.parseBoolean(values.get("vpnEnabled"))) {
            values.putIfAbsent(ConfigKeys.VPN_SHARED_SECRET, "[set elsewhere]");
        }
        return values;
    }

    private static String text(Object value) {
        return value instanceof Iterable<?> || value instanceof Map<?, ?>
                ? new Gson().toJson(value)
                : String.valueOf(value);
    }
}
