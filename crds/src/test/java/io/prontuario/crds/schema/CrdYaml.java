package io.prontuario.crds.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The definition as YAML: one line per value, whole numbers without fraction. */
final class CrdYaml {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build());

    private CrdYaml() {}

    static String write(CustomResourceDefinition crd) throws JsonProcessingException {
        JsonNode tree = Serialization.jsonMapper().valueToTree(crd);
        wholeNumbers(tree);
        return "# Generated from the types in io.prontuario.crds.v1alpha1; do not edit. To regenerate:\n"
                + "# mvn -pl crds -am test -Dtest=CrdDriftTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dprontuario.regenerate=true\n"
                + YAML.writeValueAsString(tree);
    }

    private static void wholeNumbers(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isDouble()
                        && field.getValue().doubleValue()
                                == Math.rint(field.getValue().doubleValue())) {
                    field.setValue(LongNode.valueOf(field.getValue().longValue()));
                }
            });
        }
        node.forEach(CrdYaml::wholeNumbers);
    }
}
