package io.prontuario.pulumi.gcp.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.prontuario.pulumi.engine.TsvTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives the import ids of Google Cloud resources from their inputs, by the templates in {@code import-ids.tsv}. */
final class ImportIds {
    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    /** The engine's marker of a value that is unknown during a preview. */
    private static final Pattern UNKNOWN =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\[unknown]|output<.*>");

    private final Map<String, String> templates;

    private ImportIds(Map<String, String> templates) {
        this.templates = templates;
    }

    static ImportIds load() {
        Map<String, String> templates = new HashMap<>();
        TsvTable.rows(ImportIds.class, "import-ids.tsv", 2).forEach(row -> templates.put(row.get(0), row.get(1)));
        return new ImportIds(templates);
    }

    /** The id; empty if the type is not in the table or the id depends on a value that is not known yet. */
    Optional<String> of(String type, JsonObject inputs) {
        String template = templates.get(type);
        if (template == null) {
            return Optional.empty();
        }
        StringBuilder id = new StringBuilder();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            JsonElement value = inputs.get(hole.group(1));
            if (value == null
                    || !value.isJsonPrimitive()
                    || UNKNOWN.matcher(value.getAsString()).matches()) {
                return Optional.empty();
            }
            hole.appendReplacement(id, Matcher.quoteReplacement(value.getAsString()));
        }
        return Optional.of(hole.appendTail(id).toString());
    }
}
