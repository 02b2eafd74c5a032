package io.prontuario.crds.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** Every CEL rule of a definition. */
final class CrdRules {
    private CrdRules() {}

    static List<String> messages(CustomResourceDefinition crd) {
        List<ValidationRule> rules = new ArrayList<>();
        collect(crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema(), rules);
        return rules.stream().map(ValidationRule::getMessage).distinct().toList();
    }

    private static void collect(JSONSchemaProps schema, List<ValidationRule> rules) {
        if (schema.getXKubernetesValidations() != null) {
            rules.addAll(schema.getXKubernetesValidations());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(field -> collect(field, rules));
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            collect(schema.getItems().getSchema(), rules);
        }
    }
}
