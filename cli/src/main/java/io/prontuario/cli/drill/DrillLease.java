package io.prontuario.cli.drill;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Allows one runner at a time. The Lease of a runner that has died expires after 30 s. */
final class DrillLease implements AutoCloseable {
    static final String NAME = "prontuario-failover-test";
    private static final Duration LASTS = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;
    private final String holder;
    private final Clock clock;

    DrillLease(KubernetesClient client, String namespace, String holder, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.holder = holder;
        this.clock = clock;
    }

    /** @throws CliException (refused) while another runner holds it */
    void acquire() {
        Lease there = lease();
        if (there == null) {
            write(new LeaseBuilder()
                    .withNewMetadata()
                    .withName(NAME)
                    .withNamespace(namespace)
                    .endMetadata()
                    .build());
            return;
        }
        String other = there.getSpec().getHolderIdentity();
        boolean free = other == null || other.isEmpty() || other.equals(holder) || expired(there);
        if (!free) {
            throw taken(other);
        }
        write(there);
    }

    /** Extends the Lease; to be called at least every ten seconds. */
    void renew() {
        Lease there = lease();
        if (there != null && holder.equals(there.getSpec().getHolderIdentity())) {
            write(there);
        }
    }

    @Override
    public void close() {
        try {
            Lease there = lease();
            if (there != null && holder.equals(there.getSpec().getHolderIdentity())) {
                client.resource(there).delete();
            }
        } catch (KubernetesClientException e) {
            // It expires by itself.
        }
    }

    private Lease lease() {
        return client.leases().inNamespace(namespace).withName(NAME).get();
    }

    private boolean expired(Lease lease) {
        ZonedDateTime renewed = lease.getSpec().getRenewTime();
        return renewed == null || renewed.toInstant().plus(LASTS).isBefore(clock.instant());
    }

    private void write(Lease lease) {
        Lease wanted = new LeaseBuilder(lease)
                .editOrNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds((int) LASTS.toSeconds())
                .withRenewTime(clock.instant().atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
        try {
            if (lease.getMetadata().getResourceVersion() == null) {
                client.resource(wanted).create();
            } else {
                client.resource(wanted)
                        .lockResourceVersion(lease.getMetadata().getResourceVersion())
                        .update();
            }
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                throw taken("another runner, since a moment ago");
            }
            throw e;
        }
    }

    private static CliException taken(String other) {
        return new CliException(
                ExitCode.REFUSED,
                "another failover test is running: " + other
                        + "; wait for its end, or run: prontuario failover test abort");
    }
}
