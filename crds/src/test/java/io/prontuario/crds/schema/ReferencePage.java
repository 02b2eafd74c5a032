package io.prontuario.crds.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.prontuario.crds.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The reference page of a definition: every field with type, default, meaning and limits, and every rule. */
final class ReferencePage {
    private static final String PLATFORM =
            """
            # ProntuarioPlatform, %s

            Generated from the schema of `%s`; do not edit. The same text is in the cluster:
            `kubectl explain prontuarioplatform.spec`. Complete objects are under [examples](../../examples).

            `kubectl get pp` shows %s. Durations are whole numbers with a unit, largest unit
            first: `500ms`, `5s`, `10m`, `1h30m`. Quantities are Kubernetes quantities in quotes: `"32"`, `"512Gi"`.

            The rules below are the messages of the API server when it refuses an object. `prontuario validate FILE` checks
            the same without a cluster and reports every error at once, with a remedy. It also checks that models, hosts and
            services exist, that requests do not exceed the hosts' capacity, that images have digests, that drills fit their
            budgets and slots, and that schedules are valid. The operator makes the same checks; it refuses an invalid spec
            and keeps running the last accepted one.
            """;

    private static final String DRILL =
            """
            # FailoverDrill, %s

            Generated from the schema of `%s`; do not edit. The same text is in the cluster:
            `kubectl explain failoverdrill.spec`. How to run a drill: [failover tests](../tasks/failover-tests.md).

            `kubectl get fd` shows %s. The on-site operator checks what the API server cannot: whether hosts and services
            exist, the time, and the state of the platform. If a check fails, the phase is Refused, with field and remedy.
            """;

    private final StringBuilder page = new StringBuilder();

    private ReferencePage() {}

    static String write(CustomResourceDefinition crd) {
        return write(PLATFORM, crd);
    }

    static String writeDrill(CustomResourceDefinition crd) {
        return write(DRILL, crd);
    }

    private static String write(String head, CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        ReferencePage reference = new ReferencePage();
        String columns = version.getAdditionalPrinterColumns().stream()
                .map(column -> column.getName())
                .collect(Collectors.joining(", "));
        reference.page.append(
                head.formatted(version.getName(), crd.getMetadata().getName(), columns));
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        reference.rules(root);
        for (String part : List.of("spec", "status")) {
            reference.object(part, root.getProperties().get(part));
        }
        return reference.page.toString();
    }

    private void object(String path, JSONSchemaProps schema) {
        page.append("\n## ").append(path).append("\n\n");
        if (schema.getDescription() != null) {
            page.append(schema.getDescription()).append("\n\n");
        }
        page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
        List<Runnable> nested = new ArrayList<>();
        schema.getProperties().forEach((name, field) -> {
            boolean required =
                    schema.getRequired() != null && schema.getRequired().contains(name);
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            name,
                            type(path + "." + name, field),
                            required ? "**required**" : defaultOf(field),
                            meaning(field)));
            JSONSchemaProps item = item(field);
            if (item.getProperties() != null && !item.getProperties().isEmpty()) {
                nested.add(() -> object(path + "." + name + (item == field ? "" : "[]"), item));
            }
        });
        rules(schema);
        nested.forEach(Runnable::run);
    }

    private void rules(JSONSchemaProps schema) {
        List<String> messages = new ArrayList<>();
        collect("", schema, messages);
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, field) -> {
                if (item(field) == field
                        && (field.getProperties() == null
                                || field.getProperties().isEmpty())) {
                    collect(name, field, messages);
                }
            });
        }
        if (!messages.isEmpty()) {
            page.append("\nRules:\n\n");
            messages.forEach(message -> page.append("- ").append(message).append("\n"));
        }
    }

    private static void collect(String field, JSONSchemaProps schema, List<String> messages) {
        if (schema.getXKubernetesValidations() != null) {
            for (ValidationRule rule : schema.getXKubernetesValidations()) {
                String at = rule.getFieldPath() == null
                        ? field
                        : rule.getFieldPath().substring(1);
                messages.add((at.isEmpty() ? "" : "`" + at + "`: ") + rule.getMessage());
            }
        }
    }

    private static JSONSchemaProps item(JSONSchemaProps field) {
        return field.getItems() == null ? field : field.getItems().getSchema();
    }

    private static String type(String path, JSONSchemaProps field) {
        if (field.getItems() != null) {
            JSONSchemaProps item = item(field);
            String of = item.getProperties() == null || item.getProperties().isEmpty()
                    ? item.getType()
                    : "[object](#" + anchor(path + "[]") + ")";
            List<String> keys = field.getXKubernetesListMapKeys();
            return "list of " + of + (keys == null || keys.isEmpty() ? "" : ", unique by `" + keys.get(0) + "`");
        }
        if (field.getAdditionalProperties() != null) {
            return "map of " + field.getAdditionalProperties().getSchema().getType();
        }
        if (field.getProperties() != null && !field.getProperties().isEmpty()) {
            return "[object](#" + anchor(path) + ")";
        }
        return Durations.PATTERN.equals(field.getPattern()) ? "duration" : field.getType();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "");
    }

    private static String defaultOf(JSONSchemaProps field) {
        JsonNode value = field.getDefault();
        if (value == null) {
            return "";
        }
        return value.isObject() ? "defaults of its fields" : "`" + value.asText() + "`";
    }

    private static String meaning(JSONSchemaProps field) {
        StringBuilder text = new StringBuilder(
                field.getDescription() == null ? "" : CrdCompletion.withoutAdditions(field.getDescription()));
        if (field.getEnum() != null && !field.getEnum().isEmpty()) {
            text.append(" One of ")
                    .append(field.getEnum().stream()
                            .map(value -> "`" + value.asText() + "`")
                            .collect(Collectors.joining(", ")))
                    .append(".");
        }
        limits(field).forEach(limit -> text.append(" ").append(limit).append("."));
        return text.toString().replace("|", "\\|").strip();
    }

    private static List<String> limits(JSONSchemaProps field) {
        List<String> limits = new ArrayList<>();
        if (field.getMinimum() != null || field.getMaximum() != null) {
            limits.add(
                    field.getMaximum() == null
                            ? "At least " + field.getMinimum().longValue()
                            : field.getMinimum().longValue() + " to "
                                    + field.getMaximum().longValue());
        }
        if (field.getMaxLength() != null && !Durations.PATTERN.equals(field.getPattern())) {
            limits.add("At most " + field.getMaxLength() + " characters");
        }
        if (field.getMaxItems() != null) {
            limits.add("At most " + field.getMaxItems());
        }
        if (field.getMaxProperties() != null) {
            limits.add("At most " + field.getMaxProperties());
        }
        if (field.getPattern() != null && !Durations.PATTERN.equals(field.getPattern())) {
            limits.add("Matches `" + field.getPattern() + "`");
        }
        if (field.getFormat() != null) {
            limits.add("Format " + field.getFormat());
        }
        return limits;
    }

    /** Paths of fields that have no description. */
    static List<String> undocumented(CustomResourceDefinition crd) {
        List<String> missing = new ArrayList<>();
        undocumented("", crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema(), missing);
        return missing;
    }

    private static void undocumented(String path, JSONSchemaProps schema, List<String> missing) {
        if (schema.getProperties() == null) {
            return;
        }
        for (Map.Entry<String, JSONSchemaProps> field : schema.getProperties().entrySet()) {
            String at = path + "." + field.getKey();
            if (field.getValue().getDescription() == null) {
                missing.add(at);
            }
            undocumented(at, item(field.getValue()), missing);
        }
    }
}
