package io.prontuario.pulumi.gcp.identity;

/** A Kubernetes service account that may act as one of ours. */
public record WorkloadBinding(Account account, String namespace, String serviceAccount) {
    String subject() {
        return "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }
}
