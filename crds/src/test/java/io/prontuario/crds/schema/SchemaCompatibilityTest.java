package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRuleBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that a released definition accepts remain valid and keep their meaning. */
class SchemaCompatibilityTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    /** Changes made on purpose: "v0.1.0.yml .spec.field: what changed # why" a line. */
    private static final Path DELIBERATE = RELEASED.resolve("deliberate-changes.txt");

    static List<String> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void noBreakingChangeIsMadeSilently(String version) throws Exception {
        List<String> deliberate = Files.readAllLines(DELIBERATE).stream()
                .map(line -> line.split(" # ")[0].strip())
                .toList();
        assertThat(SchemaComparison.breaks(schema(read(version)), schema(CrdGenerator.generate())))
                .as(
                        "a change that breaks objects of %s: undo it, or write it with its reason into %s",
                        version, DELIBERATE)
                .filteredOn(change -> !deliberate.contains(version + " " + change))
                .isEmpty();
    }

    static Stream<Map.Entry<String, Consumer<JSONSchemaProps>>> breakingChanges() {
        return Map.<String, Consumer<JSONSchemaProps>>of(
                ".spec.health.interval: the field is gone",
                root -> CrdCompletion.at(root, "spec.health").getProperties().remove("interval"),
                ".spec: new required field hosts",
                root -> CrdCompletion.at(root, "spec").setRequired(List.of("hosts")),
                ".spec.hosts[].role: value \"Worker\" is gone",
                root -> CrdCompletion.at(root, "spec.hosts[].role")
                        .setEnum(roles("ControlPlane", "Primary", "Secondary")),
                ".spec.hosts: maxItems was 16 and is 15",
                root -> CrdCompletion.at(root, "spec.hosts").setMaxItems(15L),
                ".spec.health.failureThreshold: minimum was 1.0 and is 2.0",
                root -> CrdCompletion.at(root, "spec.health.failureThreshold").setMinimum(2.0),
                ".spec.cloud.project: pattern was ^[a-z][-a-z0-9]{4,28}[a-z0-9]$ and is ^x$",
                root -> CrdCompletion.at(root, "spec.cloud.project").setPattern("^x$"),
                ".spec.health.interval: default was \"5s\" and is \"6s\"",
                root -> CrdCompletion.at(root, "spec.health.interval").setDefault(TextNode.valueOf("6s")),
                ".spec.health: new rule false",
                root -> CrdCompletion.at(root, "spec.health")
                        .getXKubernetesValidations()
                        .add(new ValidationRuleBuilder().withRule("false").build()),
                ".status.epoch: type was integer and is string",
                root -> CrdCompletion.at(root, "status.epoch").setType("string"))
                .entrySet()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("breakingChanges")
    void aBreakingChangeIsNamed(Map.Entry<String, Consumer<JSONSchemaProps>> change) {
        JSONSchemaProps changed = schema(CrdGenerator.generate());
        change.getValue().accept(changed);
        assertThat(SchemaComparison.breaks(schema(CrdGenerator.generate()), changed))
                .containsExactly(change.getKey());
    }

    @Test
    void additionsAndLooserLimitsAreFree() {
        JSONSchemaProps changed = schema(CrdGenerator.generate());
        CrdCompletion.at(changed, "spec").getProperties().put("more", new JSONSchemaProps());
        CrdCompletion.at(changed, "spec.hosts").setMaxItems(32L);
        CrdCompletion.at(changed, "spec.hosts[].role")
                .setEnum(roles("ControlPlane", "Primary", "Secondary", "Witness", "Worker"));
        CrdCompletion.at(changed, "spec.hosts[]").setRequired(List.of("name"));
        CrdCompletion.at(changed, "spec.health").setXKubernetesValidations(List.of());
        assertThat(SchemaComparison.breaks(schema(CrdGenerator.generate()), changed))
                .isEmpty();
    }

    private static List<JsonNode> roles(String... names) {
        return Stream.of(names).<JsonNode>map(TextNode::valueOf).toList();
    }

    private static JSONSchemaProps schema(CustomResourceDefinition crd) {
        return crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    }

    private static CustomResourceDefinition read(String version) {
        try {
            String yaml = Files.readAllLines(RELEASED.resolve(version)).stream().collect(Collectors.joining("\n"));
            return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
