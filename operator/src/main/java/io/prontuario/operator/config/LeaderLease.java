package io.prontuario.operator.config;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Releases the Lease when the process stops. */
final class LeaderLease {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderLease.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String name;
    private final String instance;

    LeaderLease(KubernetesClient client, String namespace, String name, String instance) {
        this.client = client;
        this.namespace = namespace;
        this.name = name;
        this.instance = instance;
    }

    /** Releases the Lease if this process still holds it. */
    void release() {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(name).get();
            if (lease == null || !holds(lease.getSpec().getHolderIdentity())) {
                return;
            }
            lease.getSpec().setHolderIdentity("");
            lease.getSpec().setLeaseDurationSeconds(1);
            client.resource(lease)
                    .lockResourceVersion(lease.getMetadata().getResourceVersion())
                    .update();
        } catch (KubernetesClientException e) {
            LOG.warn("the Lease could not be released; it expires by itself", e);
        }
    }

    // Every round of the election has an identity of its own, beginning with the process's.
    private boolean holds(@Nullable String holder) {
        return holder != null && holder.startsWith(instance + "-");
    }
}
