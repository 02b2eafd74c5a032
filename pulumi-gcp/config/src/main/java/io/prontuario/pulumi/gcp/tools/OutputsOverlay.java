package io.prontuario.pulumi.gcp.tools;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts the output of {@code pulumi stack output --json} to an overlay for a ProntuarioPlatform. */
public final class OutputsOverlay {
    /** From output to field of {@code spec.cloud}. */
    private static final Map<String, String> CLOUD =
            Map.of("project", "project", "region", "region", "dnsName", "dnsName", "dnsZone", "zone");

    private OutputsOverlay() {}

    /**
     * @param outputs the outputs as JSON
     * @param records the name of the platform's database service, whose emergency endpoint is Cloud SQL; null: {@code
     *     spec.data.postgres.cloudEndpoint} is
     * @throws NotReadyException if the stack has no database yet
     */
    public static String of(String outputs, @Nullable String records) {
        JsonObject json = JsonParser.parseString(outputs).getAsJsonObject();
        StringBuilder yaml = new StringBuilder(
                "# Generated from the outputs of the Google Cloud stack. An overlay for the ProntuarioPlatform object.\nspec:\n  cloud:\n");
        CLOUD.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> {
            JsonElement value = json.get(e.getKey());
            if (value != null && value.isJsonPrimitive()) {
                yaml.append("    ")
                        .append(e.getValue())
                        .append(": ")
                        .append(value.getAsString())
                        .append('\n');
            }
        });
        JsonElement database = json.get("databaseAddress");
        if (database == null || !database.isJsonPrimitive()) {
            throw new NotReadyException(
                    "the outputs have no databaseAddress; run pulumi up first, then pulumi stack output --json");
        }
        yaml.append(
                        records == null
                                ? "  data:\n    postgres: {cloudEndpoint: "
                                : "  services:\n    - name: " + records + "\n      profiles: {emergency: {endpoint: ")
                .append(database.getAsString())
                .append(records == null ? "}\n" : "}}\n");
        return yaml.toString();
    }
}
