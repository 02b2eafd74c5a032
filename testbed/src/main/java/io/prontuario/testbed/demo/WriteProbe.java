package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.cli.action.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A client outside the hosts that writes to the API ten times a second, and records the acknowledged writes. */
final class WriteProbe implements AutoCloseable {
    private static final String NAME = "write-probe";
    private static final int CONNECT_MILLIS = 500;
    private static final int ANSWER_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 100;

    /** An acknowledged write. @param begun when it was sent @param acknowledged when its answer was there */
    record Write(long begun, long acknowledged) {}

    private final KubernetesClient client;
    private final String namespace;
    private final List<Write> writes = new ArrayList<>();
    private final Thread writer;
    private volatile boolean closed;

    private WriteProbe(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.writer = new Thread(this::write, "write-probe");
        writer.setDaemon(true);
    }

    /** Begins to write to this cluster; the caller closes both. */
    static WriteProbe start(Cluster cluster) {
        WriteProbe probe = new WriteProbe(
                new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(cluster.client().getConfiguration())
                                .withConnectionTimeout(CONNECT_MILLIS)
                                .withRequestTimeout(ANSWER_MILLIS)
                                .withRequestRetryBackoffLimit(0)
                                // One hanging request must not delay the requests after it.
                                .withHttp2Disable(true)
                                .build())
                        .build(),
                cluster.namespace());
        probe.writer.start();
        return probe;
    }

    private void write() {
        for (int number = 0; !closed; number++) {
            long begun = System.nanoTime();
            try {
                client.resource(configMap(number)).forceConflicts().serverSideApply();
                synchronized (writes) {
                    writes.add(new Write(begun, System.nanoTime()));
                }
            } catch (KubernetesClientException e) {
                // Not acknowledged: counted by its absence.
            }
            pause();
        }
    }

    private ConfigMap configMap(int number) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .endMetadata()
                .addToData("number", String.valueOf(number))
                .build();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private List<Write> writes() {
        synchronized (writes) {
            return List.copyOf(writes);
        }
    }

    /** How many writes were acknowledged between the two times. */
    long acknowledged(long from, long to) {
        return writes().stream()
                .filter(write -> write.acknowledged() >= from && write.acknowledged() <= to)
                .count();
    }

    /** When the first write that was begun after {@code nanos} was acknowledged. */
    OptionalLong firstAfter(long nanos) {
        return writes().stream()
                .filter(write -> write.begun() > nanos)
                .mapToLong(Write::acknowledged)
                .min();
    }

    /** Waits for {@link #firstAfter}. */
    OptionalLong awaitAfter(long nanos, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (firstAfter(nanos).isEmpty() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return firstAfter(nanos);
    }

    /** The longest time without an acknowledgement between the two; all of it when there was none. */
    long longestGapMillis(long from, long to) {
        return longestGapMillis(writes(), from, to);
    }

    static long longestGapMillis(List<Write> writes, long from, long to) {
        long previous = from;
        long longest = 0;
        for (Write write : writes) {
            if (write.acknowledged() > from && write.acknowledged() <= to) {
                longest = Math.max(longest, write.acknowledged() - previous);
                previous = write.acknowledged();
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(Math.max(longest, to - previous));
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        client.close();
    }
}
