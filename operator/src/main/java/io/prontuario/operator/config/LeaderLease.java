package io.prontuario.operator.config;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Lease, apart from the election itself: which term it stands for, and giving it back. */
final class LeaderLease {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);
    private static final int TRIES = 5;

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String identity;

    LeaderLease(KubernetesClient client, String namespace, String name, String identity) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.identity = identity;
    }

    /**
     * The term of the present holder: the Lease's transitions. They rise with every new holder, and every process is one.
     *
     * @throws KubernetesClientException when the API server does not serve several tries
     */
    long term() {
        for (int attempt = 1; ; attempt++) {
            try {
                Lease lease =
                        client.leases().inNamespace(namespace).withName(name).get();
                Integer transitions = lease == null ? null : lease.getSpec().getLeaseTransitions();
                return transitions == null ? 0 : transitions;
            } catch (KubernetesClientException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Gives the Lease back if this process still holds it. */
    void release() {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(name).get();
            if (lease == null || !identity.equals(lease.getSpec().getHolderIdentity())) {
                return;
            }
            lease.getSpec().setHolderIdentity("");
            lease.getSpec().setLeaseDurationSeconds(1);
            client.resource(lease)
                    .lockResourceVersion(lease.getMetadata().getResourceVersion())
                    .update();
        } catch (KubernetesClientException e) {
            LOG.warn("the Lease could not be given back; it runs out by itself", e);
        }
    }
}
