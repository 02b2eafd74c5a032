package io.prontuario.crds.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.prontuario.crds.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Completes the generated definition with what the generator's annotations cannot express. */
final class CrdCompletion {
    private static final List<String> COLUMNS = List.of("Mode", "Active", "Epoch", "Ready", "Age");

    /** Lists merged by key in server-side apply, and with unique keys. */
    private static final Map<String, String> LIST_MAPS = Map.ofEntries(
            Map.entry("spec.hosts", "name"),
            Map.entry("spec.edge.nodes", "name"),
            Map.entry("spec.edge.frontends", "name"),
            Map.entry("spec.edge.frontends[].routes", "path"),
            Map.entry("spec.services", "name"),
            Map.entry("spec.models", "name"),
            Map.entry("spec.drills", "name"),
            Map.entry("spec.announcements.webhooks", "name"),
            Map.entry("status.sites", "name"),
            Map.entry("status.data.synchronous", "version"),
            Map.entry("status.data.copies", "name"),
            Map.entry("status.drills", "name"),
            Map.entry("status.conditions", "type"));

    private static final List<String> SETS = List.of(
            "spec.data.postgres.hosts",
            "status.data.synchronous[].members",
            "spec.services[].models",
            "spec.services[].envFromSecret",
            "spec.services[].placement.hosts",
            "spec.services[].profiles.emergency.models",
            "spec.names.publicView.siteAddresses",
            "spec.names.publicView.cloudAddresses",
            "spec.names.publicView.nameServers",
            "spec.names.onsiteView.nameServers");

    private static final String DURATION = " A duration such as 500ms, 5s, 10m or 1h30m.";
    private static final String DEFAULT = " Defaults to ";

    private CrdCompletion() {}

    static void finish(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(
                        (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
        version.getAdditionalPrinterColumns().forEach(column -> column.setPriority(null));

        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(
                "The platform of a hospital. The same object is applied on site and in the cloud; each cluster"
                        + " has its own status.");
        root.setRequired(List.of("spec"));
        at(root, "spec").setDescription("The desired state of the platform.");
        at(root, "status")
                .setDescription("The observed state of the platform, as the operator of this cluster reports it.");
        LIST_MAPS.forEach((path, key) -> {
            at(root, path).setXKubernetesListType("map");
            at(root, path).setXKubernetesListMapKeys(List.of(key));
        });
        SETS.forEach(path -> at(root, path).setXKubernetesListType("set"));
        finishConditions(at(root, "status.conditions[]"));
        walk(root);
    }

    static void finishDrill(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        List<String> columns = List.of("Scenario", "Phase", "Deadline", "Age");
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(
                        (CustomResourceColumnDefinition column) -> columns.indexOf(column.getName())));
        version.getAdditionalPrinterColumns().forEach(column -> column.setPriority(null));
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription(
                "A failover drill. The fault is active in phase Running; the on-site operator undoes it at the"
                        + " deadline at the latest.");
        root.setRequired(List.of("spec"));
        at(root, "spec").setDescription("The failure, how it is caused, and its deadline. Only end can be changed.");
        at(root, "status").setDescription("The state of the drill.");
        at(root, "spec.hosts").setXKubernetesListType("set");
        walk(root);
    }

    private static void walk(JSONSchemaProps schema) {
        // The generator finds an annotation of a record component twice: on the field and on the accessor.
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(rules)));
        }
        // An object's default repeats the defaults of its fields; {} is equivalent. If the object has rules, the
        // default
        // must be complete, because the API server evaluates the rules on it before it applies the fields' defaults.
        if (schema.getDefault() != null && schema.getDefault().isObject() && (rules == null || rules.isEmpty())) {
            schema.setDefault(JsonNodeFactory.instance.objectNode());
        }
        describe(schema);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(CrdCompletion::walk);
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            walk(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            walk(schema.getAdditionalProperties().getSchema());
        }
    }

    /** Adds format and default to the description, because {@code kubectl explain} shows the description only. */
    private static void describe(JSONSchemaProps schema) {
        if (schema.getDescription() == null) {
            return;
        }
        StringBuilder text = new StringBuilder(schema.getDescription());
        if (Durations.PATTERN.equals(schema.getPattern())) {
            text.append(DURATION);
        }
        if (schema.getDefault() != null && schema.getDefault().isValueNode()) {
            text.append(DEFAULT).append(schema.getDefault().asText()).append('.');
        }
        schema.setDescription(text.toString());
    }

    /** The description without what {@link #describe} adds. */
    static String withoutAdditions(String description) {
        int at = description.indexOf(DEFAULT);
        return (at < 0 ? description : description.substring(0, at)).replace(DURATION, "");
    }

    /** The validation of metav1.Condition in Kubernetes' own types. */
    private static void finishConditions(JSONSchemaProps condition) {
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        Map<String, JSONSchemaProps> fields = condition.getProperties();
        fields.get("type").setMaxLength(316L);
        fields.get("type")
                .setDescription(
                        "The type of the condition, for example Ready, Reconciling, Stalled or RoutesConverged.");
        fields.get("status")
                .setEnum(List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown")));
        fields.get("status").setDescription("True, False or Unknown.");
        fields.get("reason").setMaxLength(1024L);
        fields.get("reason").setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        fields.get("reason").setDescription("The reason for the current status, in one word (CamelCase).");
        fields.get("message").setMaxLength(32768L);
        fields.get("message").setDescription("A description of the reason, with what to do.");
        fields.get("lastTransitionTime").setFormat("date-time");
        fields.get("lastTransitionTime").setDescription("The time at which status last changed.");
        fields.get("observedGeneration").setMinimum(0.0);
        fields.get("observedGeneration")
                .setDescription("The generation of the spec that the condition was computed from.");
    }

    /** The schema of a field such as {@code spec.services[].models}; {@code []} means the items of a list. */
    static JSONSchemaProps at(JSONSchemaProps root, String path) {
        JSONSchemaProps schema = root;
        for (String step : path.split("\\.")) {
            String name = step.replace("[]", "");
            schema = schema.getProperties().get(name);
            if (schema == null) {
                throw new IllegalArgumentException("no field " + step + " in path " + path);
            }
            if (step.endsWith("[]")) {
                schema = schema.getItems().getSchema();
            }
        }
        return schema;
    }
}
