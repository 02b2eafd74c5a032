package io.prontuario.pulumi.local.config;

import java.util.Optional;

/**
 * The configuration of an on-site stack, checked.
 *
 * @param production whether every resource is protected
 * @param context the kubeconfig context; empty means the current one
 * @param operatorImage the operator's image; by digest in production
 * @param replicas operator pods, 1 to 3: at most one for each failure domain
 * @param edgeNode the node on which one replica is preferably scheduled
 * @param platform the ProntuarioPlatform object as YAML, with the overlay applied
 * @param quota limits of the namespace
 */
public record LocalConfig(
        boolean production,
        Optional<String> context,
        String namespace,
        String operatorImage,
        int replicas,
        Optional<String> edgeNode,
        String platform,
        Quota quota) {

    /** Limits of the namespace. CPU and memory are Kubernetes quantities. */
    public record Quota(String cpu, String memory, int pods) {}
}
