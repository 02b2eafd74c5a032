package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A lock that reports each write and when it began. The election reports a lost Lease only after its request has timed out; the
 * time of the last write tells earlier.
 */
final class TimestampedLock implements Lock {
    private final Lock lock;
    private final LongConsumer held;
    private volatile long term;

    /** @param held called after every successful write with the time at which that write began, on the clock of {@link System#nanoTime()} */
    TimestampedLock(Lock lock, LongConsumer held) {
        this.lock = lock;
        this.held = held;
    }

    /** The Lease's transitions as last written: they rise with every new holder, and every round of an election is one. */
    long term() {
        return term;
    }

    @Override
    public LeaderElectionRecord get(KubernetesClient client) {
        return request(() -> lock.get(client));
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        write(record, () -> lock.create(client, record));
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        write(record, () -> lock.update(client, record));
    }

    private void write(LeaderElectionRecord record, Runnable write) {
        long begun = System.nanoTime();
        request(() -> {
            write.run();
            return record;
        });
        term = record.getLeaderTransitions();
        held.accept(begun);
    }

    // The election continues after this exception; it ends silently after any other.
    private static <T> T request(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KubernetesClientException("the request for the Lease failed", e);
        }
    }

    @Override
    public String identity() {
        return lock.identity();
    }

    @Override
    public String describe() {
        return lock.describe();
    }
}
