package io.prontuario.pulumi.testing.kubernetes;

import io.prontuario.pulumi.engine.PropertyPath;
import io.prontuario.pulumi.testing.provider.ApiException;
import io.prontuario.pulumi.testing.provider.CloudModel;
import io.prontuario.pulumi.testing.provider.InputFailure;
import io.prontuario.pulumi.testing.provider.ProtocolValues;
import io.prontuario.pulumi.testing.provider.ResourceStore;
import io.prontuario.pulumi.testing.provider.StoredResource;
import io.prontuario.pulumi.testing.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The model of Kubernetes: names, namespaces, and types that must exist before their objects. */
public final class KubernetesModel implements CloudModel {
    private static final String NAMESPACE = "kubernetes:core/v1:Namespace";
    private static final String TYPE = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

    private static String at(Map<String, Object> inputs, String path) {
        List<Object> found = PropertyPath.values(inputs, path);
        return found.isEmpty() || found.get(0) == ProtocolValues.UNKNOWN ? "" : String.valueOf(found.get(0));
    }

    @Override
    public List<InputFailure> check(String token, Map<String, Object> inputs) {
        List<InputFailure> failures = new ArrayList<>();
        String name = at(inputs, "metadata.name");
        if (!name.isEmpty() && !name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            failures.add(new InputFailure(
                    "metadata.name",
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric "
                            + "characters, '-' or '.', got " + name));
        }
        String[] parts = token.split(":", -1);
        String version = parts[1].startsWith("core/") ? parts[1].substring("core/".length()) : parts[1];
        expect(failures, inputs, "apiVersion", version);
        expect(failures, inputs, "kind", parts[2]);
        return failures;
    }

    private static void expect(List<InputFailure> failures, Map<String, Object> inputs, String key, String value) {
        if (inputs.get(key) instanceof String given && !given.equals(value)) {
            failures.add(new InputFailure(key, "is " + given + ", but the type token says " + value));
        }
    }

    @Override
    public Set<String> replacing(String token) {
        return Set.of("roleRef");
    }

    @Override
    public String id(String token, String logicalName, Map<String, Object> inputs) {
        String namespace = at(inputs, "metadata.namespace");
        String name = at(inputs, "metadata.name");
        return (namespace.isEmpty() ? "" : namespace + "/") + (name.isEmpty() ? logicalName : name);
    }

    @Override
    public Map<String, Object> state(ResourceSchema schema, String id, Map<String, Object> inputs) {
        return new LinkedHashMap<>(inputs);
    }

    @Override
    public void beforeCreate(ResourceStore store, String token, String id, Map<String, Object> inputs) {
        String namespace = at(inputs, "metadata.namespace");
        if (!namespace.isEmpty() && store.find(NAMESPACE, namespace).isEmpty()) {
            throw new ApiException("namespaces \"" + namespace + "\" not found");
        }
        if (store.find(token, id).isPresent()) {
            throw new ApiException("resource " + id + " was not successfully created by the Kubernetes API server: \""
                    + id + "\" already exists");
        }
        String[] parts = token.split(":", -1);
        String group = parts[1].split("/", -1)[0];
        boolean custom = group.contains(".") && !group.endsWith(".k8s.io");
        if (custom && !store.any(TYPE, t -> at(t.inputs(), "spec.group").equals(group))) {
            throw new ApiException("no matches for kind \"" + parts[2] + "\" in version \"" + parts[1] + "\"");
        }
    }

    @Override
    public void beforeUpdate(ResourceStore store, StoredResource old, Map<String, Object> inputs) {
        // The double has no rule here.
    }

    @Override
    public void beforeDelete(ResourceStore store, StoredResource resource) {
        // The double has no rule here.
    }

    @Override
    public Map<String, Object> call(String token, Map<String, Object> arguments) {
        throw new IllegalArgumentException("the provider double has no function " + token);
    }
}
