package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.prontuario.operator.install.Installation;
import io.prontuario.operator.reconcile.Leadership;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs leader election in a loop. Losing the Lease demotes this replica; it does not stop the process: while the API server is
 * unavailable every leader loses it, and a restarted process would have lost its evidence too. Every round has an identity, and so
 * a term, of its own: orders left from an earlier round carry an older term, and receivers refuse them.
 */
final class Election implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    /** The library waits between one and 2.2 times its retry period, at random; the option sets the longest wait. */
    private static final int LONGEST_WAIT_TENTHS = 22;

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final Leadership leadership;
    private final Consumer<Boolean> leading;
    private final ExecutorService threads;
    private int round;
    private boolean closed;
    private @Nullable CompletableFuture<?> running;

    /** @param leading called when this process begins to lead and when it stops */
    Election(KubernetesClient client, OperatorSettings settings, Leadership leadership, Consumer<Boolean> leading) {
        this.client = client;
        this.settings = settings;
        this.leadership = leadership;
        this.leading = leading;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "election-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins the next round; each begins the one after it when it ends. */
    synchronized void start() {
        if (closed) {
            return;
        }
        round++;
        OperatorSettings.Lease timing = settings.lease();
        TimestampedLock lock = new TimestampedLock(
                new LeaseLock(settings.namespace(), Installation.NAME, settings.instance() + "-" + round),
                begun -> leadership.held(begun, timing.renewDeadline()));
        LeaderElector elector = new LeaderElectorBuilder(client, threads)
                .withConfig(new LeaderElectionConfig(
                        lock,
                        timing.duration(),
                        timing.renewDeadline(),
                        timing.retryPeriod().multipliedBy(10).dividedBy(LONGEST_WAIT_TENTHS),
                        new LeaderCallbacks(() -> won(lock), this::lost, leader -> {}),
                        false,
                        Installation.NAME))
                .build();
        running = elector.start();
        running.whenComplete((done, trouble) -> again());
    }

    private void again() {
        try {
            threads.execute(this::start);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
            LOG.debug("closed; no further election round");
        }
    }

    private void won(TimestampedLock lock) {
        leadership.acquired(lock.term());
        leading.accept(true);
        LOG.info("leading in term {}", lock.term());
    }

    private void lost() {
        leadership.lost();
        leading.accept(false);
        if (!isClosed()) {
            LOG.warn(
                    "the Lease is lost; the recorded decision stays in force, and this replica follows until it is elected again");
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        CompletableFuture<?> last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        if (last != null) {
            last.cancel(true);
        }
        threads.shutdownNow();
    }
}
