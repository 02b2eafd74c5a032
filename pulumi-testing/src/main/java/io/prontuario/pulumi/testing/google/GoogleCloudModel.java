package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.testing.provider.CloudModel;
import io.prontuario.pulumi.testing.provider.InputFailure;
import io.prontuario.pulumi.testing.provider.ResourceStore;
import io.prontuario.pulumi.testing.provider.StoredResource;
import io.prontuario.pulumi.testing.schema.ResourceSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The model of Google Cloud. */
public final class GoogleCloudModel implements CloudModel {
    /** The number of every project. */
    public static final String PROJECT_NUMBER = "100000000001";

    private final GoogleRules rules = GoogleRules.load();
    private final GoogleApiErrors api = new GoogleApiErrors();

    /** The errors of the APIs, with the conditions that tests can set up. */
    public GoogleApiErrors api() {
        return api;
    }

    @Override
    public List<InputFailure> check(String token, Map<String, Object> inputs) {
        return rules.check(token, inputs);
    }

    @Override
    public Map<String, Object> defaults(ResourceSchema schema, String logicalName, Map<String, Object> inputs) {
        boolean named = inputs.containsKey("name") || !schema.inputs().containsKey("name");
        if (named || !GoogleNames.autonamed(schema.token())) {
            return inputs;
        }
        Map<String, Object> filled = new LinkedHashMap<>(inputs);
        filled.put("name", logicalName.replaceAll("[^a-z0-9-]", "-") + "-0a1b2c3");
        return filled;
    }

    @Override
    public Set<String> replacing(String token) {
        return GoogleNames.REPLACING;
    }

    @Override
    public String id(String token, String logicalName, Map<String, Object> inputs) {
        return GoogleNames.id(token, logicalName, inputs);
    }

    @Override
    public Map<String, Object> state(ResourceSchema schema, String id, Map<String, Object> inputs) {
        return GoogleNames.state(schema, id, inputs);
    }

    @Override
    public void beforeCreate(ResourceStore store, String token, String id, Map<String, Object> inputs) {
        api.beforeCreate(store, token, id, inputs);
    }

    @Override
    public void beforeUpdate(ResourceStore store, StoredResource old, Map<String, Object> inputs) {
        api.beforeUpdate(old, inputs);
    }

    @Override
    public void beforeDelete(ResourceStore store, StoredResource resource) {
        api.beforeDelete(store, resource);
    }

    @Override
    public Map<String, Object> call(String token, Map<String, Object> arguments) {
        if (token.equals("gcp:organizations/getProject:getProject")) {
            return Map.of(
                    "number",
                    PROJECT_NUMBER,
                    "projectId",
                    arguments.getOrDefault("projectId", ""),
                    "name",
                    "project",
                    "id",
                    "projects/" + arguments.getOrDefault("projectId", ""),
                    "billingAccount",
                    "",
                    "folderId",
                    "",
                    "orgId",
                    "",
                    "labels",
                    Map.of(),
                    "autoCreateNetwork",
                    false,
                    "skipDelete",
                    false);
        }
        throw new IllegalArgumentException("the provider double has no function " + token);
    }
}
