package io.prontuario.pulumi.gcp.identity;

/** A Kubernetes service account that may act as a service account of the project. */
public record WorkloadBinding(PlatformAccount account, String namespace, String serviceAccount) {
    String subject() {
        return "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }
}
