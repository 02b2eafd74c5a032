package io.prontuario.pulumi.gcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Pulumi.yaml declares exactly the keys that the program reads, with the same types and defaults. */
class ProjectFileTest {
    @Test
    @SuppressWarnings("unchecked")
    void pulumiYamlDeclaresEveryKey() throws Exception {
        Map<String, Object> project = new Yaml().load(Files.readString(Path.of("Pulumi.yaml")));
        Map<String, Map<String, Object>> declared = (Map<String, Map<String, Object>>) project.get("config");

        Map<String, List<Object>> expected = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKeys.ALL) {
            boolean required = List.of("environment", "project").contains(key.name());
            String type =
                    switch (key.type()) {
                        case STRING -> "string";
                        case INTEGER -> "integer";
                        case BOOLEAN -> "boolean";
                        case STRINGS -> "array";
                    };
            // The engine requires a key without a default, so an optional key has an empty default.
            Object defaultValue = required ? "none" : key.defaultValue().orElse("");
            expected.put("prontuario-gcp:" + key.name(), List.of(type, key.description(), defaultValue));
        }
        Map<String, List<Object>> actual = new LinkedHashMap<>();
        declared.forEach((name, schema) -> {
            Object value = schema.getOrDefault("default", "none");
            String text = value instanceof List ? new Gson().toJson(value) : String.valueOf(value);
            actual.put(name, List.of(schema.get("type"), schema.get("description"), text));
        });
        assertThat(actual).containsExactlyEntriesOf(expected);
        assertThat(declared.get("prontuario-gcp:vpnSharedSecret")).containsEntry("secret", true);
    }
}
