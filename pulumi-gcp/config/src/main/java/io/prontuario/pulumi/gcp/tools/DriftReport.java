package io.prontuario.pulumi.gcp.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.prontuario.pulumi.engine.Urn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The changes that {@code pulumi refresh --preview-only --json} found: resources that were changed outside Pulumi. */
public final class DriftReport {
    /**
     * A resource that was changed or deleted outside Pulumi.
     *
     * @param type the type token
     * @param name the logical name
     * @param properties the properties that differ, sorted; empty if the resource was deleted
     */
    public record Change(String type, String name, List<String> properties) {
        @Override
        public String toString() {
            return type + " " + name + ": " + (properties.isEmpty() ? "deleted" : String.join(", ", properties));
        }
    }

    private DriftReport() {}

    /** The changes in the order of the steps. @throws com.google.gson.JsonParseException if the text is not JSON */
    public static List<Change> of(String json) {
        List<Change> changes = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            Urn urn = Urn.parse(step.get("urn").getAsString());
            if (!step.has("oldState")) {
                continue;
            }
            if (!step.has("newState")) {
                changes.add(new Change(urn.type(), urn.name(), List.of()));
                continue;
            }
            TreeSet<String> names = new TreeSet<>();
            for (String part : List.of("inputs", "outputs")) {
                names.addAll(differing(values(step, "oldState", part), values(step, "newState", part)));
            }
            if (!names.isEmpty()) {
                changes.add(new Change(urn.type(), urn.name(), List.copyOf(names)));
            }
        }
        return changes;
    }

    private static JsonObject values(JsonObject step, String state, String part) {
        JsonElement value = step.getAsJsonObject(state).get(part);
        return value == null || value.isJsonNull() ? new JsonObject() : value.getAsJsonObject();
    }

    private static List<String> differing(JsonObject a, JsonObject b) {
        TreeSet<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        names.removeIf(name -> name.startsWith("__") || Objects.equals(a.get(name), b.get(name)));
        return List.copyOf(names);
    }
}
