package io.prontuario.pulumi.gcp.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * From {@code pulumi preview --json} the file that {@code pulumi import -f} reads, for projects in which some of the
 * resources exist already. The engine can write such a file itself ({@code --import-file}), but not for a program with an
 * explicit provider, and without ids. Here components come along, so that imported resources get the URNs that the program
 * gives them; the provider cannot be imported and has to be in the stack's state before.
 */
public final class ImportFile {
    private static final String PROVIDER = "pulumi:providers:";
    private static final String STACK = "pulumi:pulumi:Stack";

    private final ImportIds ids = ImportIds.load();
    private final Map<String, String> nameTable = new TreeMap<>();
    /** What this file calls a URN: several resources may share a logical name, but not the name they have here. */
    private final Map<String, String> names = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();
    private final List<Map<String, Object>> resources = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /**
     * @param json the file's content
     * @param left resources without an id here, as TYPE NAME
     */
    public record Result(String json, List<String> left) {}

    private ImportFile() {}

    /**
     * Every resource that the preview would create and whose id can be told.
     *
     * @throws NotReadyException when the provider itself has yet to be created
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
        return new Result(json, file.left);
    }

    private void step(JsonObject step) {
        String urn = step.get("urn").getAsString();
        String type = type(urn);
        boolean create = step.get("op").getAsString().equals("create");
        if (create && type.startsWith(PROVIDER)) {
            throw new NotReadyException("the provider is not in the stack yet, and pulumi import cannot make it; run "
                    + "pulumi up --target '" + urn + "' first, then preview again");
        }
        if (type.equals(STACK) || type.startsWith(PROVIDER)) {
            return;
        }
        if (!create) {
            // A parent of something that is imported has to be found by its URN.
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
                left.add(type + " " + logicalName(urn));
                return;
            }
            resource.put("id", id.get());
            provider(state, resource);
        }
        names.put(urn, unique(urn));
        resource.put("name", names.get(urn));
        resource.put("logicalName", logicalName(urn));
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
        if (parent == null || type(parent.getAsString()).equals(STACK)) {
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
        String name = logicalName(urn);
        for (int n = 2; !taken.add(name); n++) {
            name = logicalName(urn) + "-" + n;
        }
        return name;
    }

    private static String type(String urn) {
        String qualified = urn.split("::", 4)[2];
        return qualified.substring(qualified.lastIndexOf('$') + 1);
    }

    private static String logicalName(String urn) {
        return urn.split("::", 4)[3];
    }
}
