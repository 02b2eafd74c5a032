package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * A lock that tells what it wrote and when: the election itself only says that it won, and says so again late, after a request
 * that hangs, that it lost.
 */
final class TimestampedLock implements Lock {
    private final Lock lock;
    private final LongConsumer held;
    private volatile long term;

    /** @param held told, after every write that succeeded, when that write was begun, on the clock of {@link System#nanoTime()} */
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
        return asking(() -> lock.get(client));
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {
        writing(record, () -> lock.create(client, record));
    }

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {
        writing(record, () -> lock.update(client, record));
    }

    private void writing(LeaderElectionRecord record, Runnable write) {
        long begun = System.nanoTime();
        asking(() -> {
            write.run();
            return record;
        });
        term = record.getLeaderTransitions();
        held.accept(begun);
    }

    // The election goes on after this exception and ends, without a word, after any other.
    private static <T> T asking(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new KubernetesClientException("the Lease could not be asked for", e);
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
