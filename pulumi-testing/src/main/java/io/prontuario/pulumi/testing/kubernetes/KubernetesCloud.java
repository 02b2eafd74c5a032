package io.prontuario.pulumi.testing.kubernetes;

import io.prontuario.pulumi.testing.provider.ApiException;
import io.prontuario.pulumi.testing.provider.Cloud;
import io.prontuario.pulumi.testing.provider.Failure;
import io.prontuario.pulumi.testing.provider.Resource;
import io.prontuario.pulumi.testing.provider.Wire;
import io.prontuario.pulumi.testing.provider.World;
import io.prontuario.pulumi.testing.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kubernetes as the double plays it: names, namespaces, and types that have to exist before their objects. */
public final class KubernetesCloud implements Cloud {
    private static final String NAMESPACE = "kubernetes:core/v1:Namespace";
    private static final String TYPE = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

    private static String at(Map<String, Object> inputs, String path) {
        List<Object> found = Wire.at(inputs, path);
        return found.isEmpty() || found.get(0) == Wire.UNKNOWN ? "" : String.valueOf(found.get(0));
    }

    @Override
    public List<Failure> check(String token, Map<String, Object> inputs) {
        List<Failure> failures = new ArrayList<>();
        String name = at(inputs, "metadata.name");
        if (!name.isEmpty() && !name.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
            failures.add(new Failure(
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

    private static void expect(List<Failure> failures, Map<String, Object> inputs, String key, String value) {
        if (inputs.get(key) instanceof String given && !given.equals(value)) {
            failures.add(new Failure(key, "is " + given + ", but the type token says " + value));
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
    public void beforeCreate(World world, String token, String id, Map<String, Object> inputs) {
        String namespace = at(inputs, "metadata.namespace");
        if (!namespace.isEmpty() && world.find(NAMESPACE, namespace).isEmpty()) {
            throw new ApiException("namespaces \"" + namespace + "\" not found");
        }
        if (world.find(token, id).isPresent()) {
            throw new ApiException("resource " + id + " was not successfully created by the Kubernetes API server: \""
                    + id + "\" already exists");
        }
        String[] parts = token.split(":", -1);
        String group = parts[1].split("/", -1)[0];
        boolean custom = group.contains(".") && !group.endsWith(".k8s.io");
        if (custom && !world.any(TYPE, t -> at(t.inputs(), "spec.group").equals(group))) {
            throw new ApiException("no matches for kind \"" + parts[2] + "\" in version \"" + parts[1] + "\"");
        }
    }

    @Override
    public void beforeUpdate(World world, Resource old, Map<String, Object> inputs) {
        // Nothing that the double knows of is refused.
    }

    @Override
    public void beforeDelete(World world, Resource resource) {
        // Nothing that the double knows of is refused.
    }

    @Override
    public Map<String, Object> call(String token, Map<String, Object> arguments) {
        throw new IllegalArgumentException("the double does not know the function " + token);
    }
}
