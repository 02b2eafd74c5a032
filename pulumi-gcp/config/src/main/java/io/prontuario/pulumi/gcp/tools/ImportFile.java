package io.prontuario.pulumi.gcp.tools;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From {@code pulumi preview --json} the file that {@code pulumi import -f} reads, for projects in which some of the
 * resources exist already. Ids follow Google's own names; a resource whose id cannot be told from its inputs is listed apart.
 */
public final class ImportFile {
    private static final String GLOBAL = "projects/{project}/global/";
    private static final String REGIONAL = "projects/{project}/regions/{region}/";
    private static final Map<String, String> IDS = Map.ofEntries(
            Map.entry("gcp:compute/network:Network", GLOBAL + "networks/{name}"),
            Map.entry("gcp:compute/subnetwork:Subnetwork", REGIONAL + "subnetworks/{name}"),
            Map.entry("gcp:compute/router:Router", REGIONAL + "routers/{name}"),
            Map.entry("gcp:compute/routerNat:RouterNat", "{project}/{region}/{router}/{name}"),
            Map.entry("gcp:compute/firewall:Firewall", GLOBAL + "firewalls/{name}"),
            Map.entry("gcp:compute/globalAddress:GlobalAddress", GLOBAL + "addresses/{name}"),
            Map.entry("gcp:compute/securityPolicy:SecurityPolicy", GLOBAL + "securityPolicies/{name}"),
            Map.entry("gcp:container/cluster:Cluster", "projects/{project}/locations/{location}/clusters/{name}"),
            Map.entry("gcp:kms/keyRing:KeyRing", "projects/{project}/locations/{location}/keyRings/{name}"),
            Map.entry("gcp:sql/databaseInstance:DatabaseInstance", "projects/{project}/instances/{name}"),
            Map.entry("gcp:storage/bucket:Bucket", "{name}"),
            Map.entry("gcp:dns/managedZone:ManagedZone", "projects/{project}/managedZones/{name}"),
            Map.entry("gcp:projects/service:Service", "{project}/{service}"),
            Map.entry(
                    "gcp:serviceaccount/account:Account",
                    "projects/{project}/serviceAccounts/{accountId}@{project}.iam.gserviceaccount.com"),
            Map.entry(
                    "gcp:artifactregistry/repository:Repository",
                    "projects/{project}/locations/{location}/repositories/{repositoryId}"),
            Map.entry(
                    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
                    "projects/{project}/locations/{location}/buckets/{bucketId}"),
            Map.entry("gcp:orgpolicy/policy:Policy", "{name}"),
            Map.entry("gcp:redis/instance:Instance", "projects/{project}/locations/{region}/instances/{name}"));

    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");
    /** How the engine writes a value that a preview cannot know. */
    private static final Pattern UNKNOWN =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\[unknown]|output<.*>");

    /**
     * @param json the file's content
     * @param left resources without an id here, as TYPE NAME
     */
    public record Result(String json, List<String> left) {}

    private ImportFile() {}

    /** Every resource that the preview would create. */
    public static Result of(String previewJson) {
        List<Map<String, String>> resources = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(previewJson).getAsJsonObject().getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            JsonElement state = step.get("newState");
            if (!step.get("op").getAsString().equals("create") || state == null || !state.isJsonObject()) {
                continue;
            }
            String type = state.getAsJsonObject().get("type").getAsString();
            if (!type.startsWith("gcp:")) {
                continue;
            }
            String name = step.get("urn").getAsString().split("::", 4)[3];
            String id = id(type, state.getAsJsonObject().getAsJsonObject("inputs"));
            if (id.isEmpty()) {
                left.add(type + " " + name);
            } else {
                Map<String, String> resource = new LinkedHashMap<>();
                resource.put("type", type);
                resource.put("name", name);
                resource.put("id", id);
                resources.add(resource);
            }
        }
        String json = new GsonBuilder()
                .setPrettyPrinting()
                .disableHtmlEscaping()
                .create()
                .toJson(Map.of("resources", resources));
        return new Result(json, left);
    }

    private static String id(String type, JsonObject inputs) {
        String template = IDS.get(type);
        if (template == null || inputs == null) {
            return "";
        }
        StringBuilder id = new StringBuilder();
        Matcher hole = HOLE.matcher(template);
        while (hole.find()) {
            JsonElement value = inputs.get(hole.group(1));
            if (value == null
                    || !value.isJsonPrimitive()
                    || UNKNOWN.matcher(value.getAsString()).matches()) {
                return "";
            }
            hole.appendReplacement(id, Matcher.quoteReplacement(value.getAsString()));
        }
        return hole.appendTail(id).toString();
    }
}
