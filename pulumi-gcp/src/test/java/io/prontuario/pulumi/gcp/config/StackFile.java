package io.prontuario.pulumi.gcp.config;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** A stack file of the repository as configuration values, as the engine would hand them over. */
public final class StackFile {
    private StackFile() {}

    public static Map<String, String> values(String stack) {
        try {
            Map<String, Object> file = new Yaml().load(Files.readString(Path.of("Pulumi." + stack + ".yaml")));
            Map<String, String> values = new LinkedHashMap<>();
            if (file.get("config") instanceof Map<?, ?> config) {
                config.forEach((key, value) -> values.put(
                        String.valueOf(key).replaceFirst("^prontuario-gcp:", ""),
                        value instanceof Iterable<?> ? new Gson().toJson(value) : String.valueOf(value)));
            }
            if (Boolean.parseBoolean(values.get("vpnEnabled"))) {
                values.put(Keys.VPN_SHARED_SECRET, "[secret]");
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StackConfig read(String stack) {
        return StackConfigReader.read(ConfigSource.of(values(stack)));
    }
}
