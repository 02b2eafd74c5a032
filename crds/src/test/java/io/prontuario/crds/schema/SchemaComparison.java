package io.prontuario.crds.schema;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The changes of a schema that can break objects of an earlier one. Additions do not break objects. */
final class SchemaComparison {
    private final List<String> breaks = new ArrayList<>();

    private SchemaComparison() {}

    static List<String> breaks(JSONSchemaProps released, JSONSchemaProps now) {
        SchemaComparison comparison = new SchemaComparison();
        comparison.compare("", released, now);
        return comparison.breaks;
    }

    private void compare(String path, JSONSchemaProps released, JSONSchemaProps now) {
        same(path, "type", released.getType(), now.getType());
        same(path, "default", released.getDefault(), now.getDefault());
        same(path, "list type", released.getXKubernetesListType(), now.getXKubernetesListType());
        same(path, "list key", released.getXKubernetesListMapKeys(), now.getXKubernetesListMapKeys());
        if (now.getPattern() != null) {
            same(path, "pattern", released.getPattern(), now.getPattern());
        }
        atMost(path, "maxLength", released.getMaxLength(), now.getMaxLength());
        atMost(path, "maxItems", released.getMaxItems(), now.getMaxItems());
        atMost(path, "maxProperties", released.getMaxProperties(), now.getMaxProperties());
        atMost(path, "maximum", released.getMaximum(), now.getMaximum());
        atLeast(path, "minimum", released.getMinimum(), now.getMinimum());
        atLeast(path, "minLength", released.getMinLength(), now.getMinLength());
        added(path, "required field", names(released.getRequired()), names(now.getRequired()));
        added(path, "rule", rules(released), rules(now));
        if (released.getEnum() != null && now.getEnum() != null) {
            removed(path, "value", names(released.getEnum()), names(now.getEnum()));
        } else if (released.getEnum() == null && now.getEnum() != null) {
            breaks.add(path + ": only some values are allowed now: " + names(now.getEnum()));
        }
        children(path, released, now);
    }

    private void children(String path, JSONSchemaProps released, JSONSchemaProps now) {
        Map<String, JSONSchemaProps> before = properties(released);
        Map<String, JSONSchemaProps> after = properties(now);
        before.forEach((name, field) -> {
            if (after.containsKey(name)) {
                compare(path + "." + name, field, after.get(name));
            } else {
                breaks.add(path + "." + name + ": the field is gone");
            }
        });
        if (released.getItems() != null && now.getItems() != null) {
            compare(path + "[]", released.getItems().getSchema(), now.getItems().getSchema());
        }
        if (released.getAdditionalProperties() != null && now.getAdditionalProperties() != null) {
            compare(
                    path + ".*",
                    released.getAdditionalProperties().getSchema(),
                    now.getAdditionalProperties().getSchema());
        }
    }

    private void same(String path, String what, Object released, Object now) {
        if (!Objects.equals(released, now)) {
            breaks.add(path + ": " + what + " was " + released + " and is " + now);
        }
    }

    private void atMost(String path, String what, Number released, Number now) {
        if (now != null && (released == null || now.doubleValue() < released.doubleValue())) {
            breaks.add(path + ": " + what + " was " + released + " and is " + now);
        }
    }

    private void atLeast(String path, String what, Number released, Number now) {
        if (now != null && (released == null || now.doubleValue() > released.doubleValue())) {
            breaks.add(path + ": " + what + " was " + released + " and is " + now);
        }
    }

    private void added(String path, String what, Set<String> released, Set<String> now) {
        now.stream()
                .filter(name -> !released.contains(name))
                .forEach(name -> breaks.add(path + ": new " + what + " " + name));
    }

    private void removed(String path, String what, Set<String> released, Set<String> now) {
        released.stream()
                .filter(name -> !now.contains(name))
                .forEach(name -> breaks.add(path + ": " + what + " " + name + " is gone"));
    }

    private static Set<String> rules(JSONSchemaProps schema) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        return rules == null
                ? Set.of()
                : names(rules.stream().map(ValidationRule::getRule).toList());
    }

    private static Set<String> names(List<?> values) {
        Set<String> names = new TreeSet<>();
        if (values != null) {
            values.forEach(value -> names.add(value.toString()));
        }
        return names;
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }
}
