package io.prontuario.crds.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What the schema needs and the generator's annotations cannot say. */
final class CrdFinish {
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
            Map.entry("status.drills", "name"),
            Map.entry("status.conditions", "type"));

    private static final List<String> SETS = List.of(
            "spec.services[].models",
            "spec.services[].envFromSecret",
            "spec.services[].placement.hosts",
            "spec.services[].profiles.emergency.models",
            "spec.names.publicView.siteAddresses",
            "spec.names.publicView.cloudAddresses",
            "spec.names.publicView.nameServers",
            "spec.names.onsiteView.nameServers");

    private CrdFinish() {}

    static void finish(CustomResourceDefinition crd) {
        CustomResourceDefinitionVersion version = crd.getSpec().getVersions().get(0);
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparingInt(
                        (CustomResourceColumnDefinition column) -> COLUMNS.indexOf(column.getName())));
        version.getAdditionalPrinterColumns().forEach(column -> column.setPriority(null));

        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription("A hospital's platform. The same object is applied on site and in the cloud; each side"
                + " reports its own status.");
        root.setRequired(List.of("spec"));
        at(root, "spec").setDescription("What the platform engineer wants.");
        at(root, "status").setDescription("What this side's operator reports.");
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
        root.setDescription("One rehearsed failure. The fault lasts while the object is Running; the on-site operator"
                + " undoes it at its deadline.");
        root.setRequired(List.of("spec"));
        at(root, "spec").setDescription("What fails, how, and when at the latest it is whole again.");
        at(root, "status").setDescription("What has become of it.");
        at(root, "spec.hosts").setXKubernetesListType("set");
        walk(root);
    }

    private static void walk(JSONSchemaProps schema) {
        // Annotations on a record component reach the field and the accessor, so the generator sees each rule twice.
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(new ArrayList<>(new LinkedHashSet<>(rules)));
        }
        // An object's default repeats its fields' defaults: {} says the same. But where the object has rules, the API
        // server evaluates them on the default as it stands, so there it must be complete.
        if (schema.getDefault() != null && schema.getDefault().isObject() && (rules == null || rules.isEmpty())) {
            schema.setDefault(JsonNodeFactory.instance.objectNode());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(CrdFinish::walk);
        }
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            walk(schema.getItems().getSchema());
        }
        if (schema.getAdditionalProperties() != null
                && schema.getAdditionalProperties().getSchema() != null) {
            walk(schema.getAdditionalProperties().getSchema());
        }
    }

    /** As metav1.Condition is validated for Kubernetes' own types. */
    private static void finishConditions(JSONSchemaProps condition) {
        condition.setRequired(List.of("lastTransitionTime", "message", "reason", "status", "type"));
        Map<String, JSONSchemaProps> fields = condition.getProperties();
        fields.get("type").setMaxLength(316L);
        fields.get("type")
                .setDescription("What the condition is about: Ready, Reconciling, Stalled, RoutesConverged …");
        fields.get("status")
                .setEnum(List.of(TextNode.valueOf("True"), TextNode.valueOf("False"), TextNode.valueOf("Unknown")));
        fields.get("status").setDescription("True, False or Unknown.");
        fields.get("reason").setMaxLength(1024L);
        fields.get("reason").setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
        fields.get("reason").setDescription("Why, in one word for programs.");
        fields.get("message").setMaxLength(32768L);
        fields.get("message").setDescription("Why, for people, with what to do.");
        fields.get("lastTransitionTime").setFormat("date-time");
        fields.get("lastTransitionTime").setDescription("When status last changed.");
        fields.get("observedGeneration").setMinimum(0.0);
        fields.get("observedGeneration").setDescription("The generation of the spec it was computed from.");
    }

    /** {@code spec.services[].models}: the schema of that field; {@code []} steps into a list's items. */
    static JSONSchemaProps at(JSONSchemaProps root, String path) {
        JSONSchemaProps schema = root;
        for (String step : path.split("\\.")) {
            String name = step.replace("[]", "");
            schema = schema.getProperties().get(name);
            if (schema == null) {
                throw new IllegalArgumentException("no field " + step + " on the way to " + path);
            }
            if (step.endsWith("[]")) {
                schema = schema.getItems().getSchema();
            }
        }
        return schema;
    }
}
