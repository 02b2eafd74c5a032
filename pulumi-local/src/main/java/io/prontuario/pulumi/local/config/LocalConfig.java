package io.prontuario.pulumi.local.config;

import java.util.Optional;

/**
 * The configuration of an on-site stack, checked.
 *
 * @param production whether every resource is protected
 * @param context the kubeconfig context; empty means the current one
 * @param platform the ProntuarioPlatform object as YAML, with the overlay applied
 * @param secrets the Secrets that the object names
 * @param quota limits of the namespace
 */
public record LocalConfig(
        boolean production,
        Optional<String> context,
        String namespace,
        OperatorPods operator,
        String platform,
        SecretData secrets,
        Quota quota) {

    /**
     * The operator's pods.
     *
     * @param image by digest in production
     * @param replicas 1 to 3: at most one for each failure domain
     * @param edgeNode the node on which one replica is preferably scheduled
     */
    public record OperatorPods(String image, int replicas, Optional<String> edgeNode) {}

    /** Limits of the namespace. CPU and memory are Kubernetes quantities. */
    public record Quota(String cpu, String memory, int pods) {}
}
