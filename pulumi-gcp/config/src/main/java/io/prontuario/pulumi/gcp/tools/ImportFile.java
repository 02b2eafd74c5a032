package io.prontuario.pulumi.gcp.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.prontuario.pulumi.engine.Urn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts the output of {@code pulumi preview --json} to a file for {@code pulumi import -f}, for projects in which some of
 * the resources exist already. The engine's own {@code --import-file} does not support programs with an explicit provider and
 * leaves the ids empty. The file contains the components too, so that imported resources get the same URNs as in the program.
 * The provider cannot be imported; it must be in the state before.
 */
public final class ImportFile {
    private static final String PROVIDER = "pulumi:providers:";
    private static final String STACK = "pulumi:pulumi:Stack";

    private final ImportIds ids = ImportIds.load();
    private final Map<String, String> nameTable = new TreeMap<>();
    /** The name of each URN in this file. Resources can have the same logical name, but names in the file are unique. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();
    private final List<Map<String, Object>> resources = new ArrayList<>();
    private final List<String> withoutId = new ArrayList<>();

    /**
     * @param json the file's content
     * @param withoutId resources whose id cannot be derived, as {@code TYPE NAME}
     */
    public record Result(String json, List<String> withoutId) {}

    private ImportFile() {}

    /**
     * A file with every resource that the preview would create and whose id can be derived from its inputs.
     *
     * @throws NotReadyException if the provider is not in the state yet
     */
    public static Result of(String previewJson) {
        ImportFile file = new ImportFile();
        for (JsonElement element :
                JsonParser.parseString(previewJson).getAsJsonObject().getAsJsonArray("steps")) {
            file.step(element.getAsJsonObject());
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("nameTable", file.nameTable);
        content.put("resources", file.resources);
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(content);
        return new Result(json, file.withoutId);
    }

    private void step(JsonObject step) {
        String urn = step.get("urn").getAsString();
        String type = Urn.parse(urn).type();
        boolean create = step.get("op").getAsString().equals("create");
        if (create && type.startsWith(PROVIDER)) {
            throw new NotReadyException(
                    "the provider is not in the stack's state, and pulumi import cannot create it; run "
                            + "pulumi up --target '" + urn + "', then preview again");
        }
        if (type.equals(STACK) || type.startsWith(PROVIDER)) {
            return;
        }
        if (!create) {
            // It can be the parent of an imported resource.
            names.put(urn, unique(urn));
            return;
        }
        JsonObject state = step.getAsJsonObject("newState");
        JsonElement custom = state.get("custom");
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", type);
        if (custom == null || !custom.getAsBoolean()) {
            resource.put("component", true);
        } else {
            var id = ids.of(type, state.has("inputs") ? state.getAsJsonObject("inputs") : new JsonObject());
            if (id.isEmpty()) {
                withoutId.add(type + " " + Urn.parse(urn).name());
                return;
            }
            resource.put("id", id.get());
            provider(state, resource);
        }
        names.put(urn, unique(urn));
        resource.put("name", names.get(urn));
        resource.put("logicalName", Urn.parse(urn).name());
        parent(state, resource);
        resources.add(resource);
    }

    private void provider(JsonObject state, Map<String, Object> resource) {
        JsonElement reference = state.get("provider");
        if (reference != null && !reference.getAsString().contains("::default_")) {
            // URN::ID
            String urn = reference.getAsString().replaceFirst("::[^:]*$", "");
            String name = names.computeIfAbsent(urn, this::unique);
            resource.put("provider", name);
            nameTable.put(name, urn);
        }
    }

    private void parent(JsonObject state, Map<String, Object> resource) {
        JsonElement parent = state.get("parent");
        if (parent == null || Urn.parse(parent.getAsString()).type().equals(STACK)) {
            return;
        }
        String urn = parent.getAsString();
        String name = names.computeIfAbsent(urn, this::unique);
        resource.put("parent", name);
        if (resources.stream().noneMatch(r -> name.equals(r.get("name")))) {
            nameTable.put(name, urn);
        }
    }

    private String unique(String urn) {
        String name = Urn.parse(urn).name();
        for (int n = 2; !taken.add(name); n++) {
            name = Urn.parse(urn).name() + "-" + n;
        }
        return name;
    }
}
