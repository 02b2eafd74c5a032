package io.prontuario.pulumi.local.config;

import io.prontuario.crds.SecretReferences;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The Secrets that the platform object names, with their values. */
public final class SecretData {
    private final Map<String, Map<String, String>> secrets;

    SecretData(Map<String, Map<String, String>> secrets) {
        Map<String, Map<String, String>> copy = new TreeMap<>();
        secrets.forEach((name, values) -> copy.put(name, new TreeMap<>(values)));
        this.secrets = copy;
    }

    /** The Secrets' names, sorted. */
    public Set<String> names() {
        return Set.copyOf(secrets.keySet());
    }

    /** The values of a Secret by key. */
    public Map<String, String> values(String name) {
        return Map.copyOf(secrets.getOrDefault(name, Map.of()));
    }

    /** The Kubernetes type of a Secret. */
    public String type(String name) {
        return values(name).keySet().equals(SecretReferences.TLS_KEYS) ? "kubernetes.io/tls" : "Opaque";
    }

    /** Names and keys, no value. */
    @Override
    public String toString() {
        Map<String, Set<String>> keys = new TreeMap<>();
        secrets.forEach((name, values) -> keys.put(name, values.keySet()));
        return "SecretData" + keys;
    }
}
