package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One side's object, by watch, stamped with the client's clock at delivery. A watch on a host that died silently would
 * never end by itself: a cheap read every second notices, and the watch is opened again as soon as the API server
 * answers.
 */
public final class StatusFeed implements AutoCloseable {
    private final Cluster cluster;
    private final String name;
    private final List<ObservedStatus> history = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closed;
    private volatile boolean answering;
    private volatile long confirmedNanos = Long.MIN_VALUE;
    private @Nullable Watch watch;
    private volatile boolean watchEnded;
    /** Version of the newest state in the history. */
    private long newest = Long.MIN_VALUE;

    public StatusFeed(String side, Cluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        this.reader = new Thread(this::poll, "status-" + side);
        reader.setDaemon(true);
        reader.start();
    }

    private Resource<ProntuarioPlatform> resource() {
        return cluster.client()
                .resources(ProntuarioPlatform.class)
                .inNamespace(cluster.namespace())
                .withName(name);
    }

    private void poll() {
        while (!closed) {
            try {
                ProntuarioPlatform now = resource().get();
                if (!answering || watch == null || watchEnded) {
                    reopen();
                }
                answering = true;
                if (now != null) {
                    seen(now);
                    confirmedNanos = System.nanoTime();
                }
            } catch (RuntimeException e) {
                // An unreachable API server is a state of the demo, not an error.
                answering = false;
            }
            pause();
        }
    }

    private void reopen() {
        if (watch != null) {
            watch.close();
        }
        watchEnded = false;
        watch = resource().watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, ProntuarioPlatform platform) {
                if (action != Action.DELETED) {
                    seen(platform);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                watchEnded = true;
            }

            @Override
            public void onClose() {
                watchEnded = true;
            }
        });
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void seen(ProntuarioPlatform platform) {
        if (platform.getStatus() == null) {
            return;
        }
        long version = version(platform);
        Long generation = platform.getMetadata().getGeneration();
        ObservedStatus seen =
                new ObservedStatus(System.nanoTime(), generation == null ? 0 : generation, platform.getStatus());
        synchronized (history) {
            if (version < newest) {
                // A read that was overtaken by the watch, or an API server that has just come back and is behind.
                return;
            }
            newest = version;
            boolean same = !history.isEmpty()
                    && history.get(history.size() - 1).status().equals(seen.status())
                    && history.get(history.size() - 1).generation() == seen.generation();
            if (!same) {
                history.add(seen);
                history.notifyAll();
            }
        }
    }

    /** Compared as a number, as the API server's own caches do. */
    private static long version(ProntuarioPlatform platform) {
        try {
            return Long.parseLong(platform.getMetadata().getResourceVersion());
        } catch (NumberFormatException opaque) {
            return Long.MAX_VALUE;
        }
    }

    /** Whether the API server answered the last read. */
    public boolean answering() {
        return answering;
    }

    public Optional<ObservedStatus> latest() {
        synchronized (history) {
            return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        }
    }

    /** Every distinct status delivered at or after {@code nanos}, preceded by the one that was valid then. */
    public List<ObservedStatus> since(long nanos) {
        synchronized (history) {
            int first = 0;
            for (int i = 0; i < history.size(); i++) {
                if (history.get(i).nanos() <= nanos) {
                    first = i;
                }
            }
            return List.copyOf(history.subList(Math.min(first, history.size()), history.size()));
        }
    }

    /**
     * Waits for the first status delivered at or after {@code fromNanos} that {@code wanted} accepts; empty at the
     * limit.
     */
    public Optional<ObservedStatus> await(long fromNanos, Predicate<ObservedStatus> wanted, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (history) {
            while (true) {
                Optional<ObservedStatus> found = history.stream()
                        .filter(s -> s.nanos() >= fromNanos)
                        .filter(wanted)
                        .findFirst();
                long left = deadline - System.nanoTime();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                TimeUnit.NANOSECONDS.timedWait(history, left);
            }
        }
    }

    /**
     * Waits until the API server has answered after {@code fromNanos} with a status that {@code wanted} accepts,
     * whether or not it changed since. The result carries the time of that answer, or of the change if that was later.
     */
    public Optional<ObservedStatus> awaitConfirmed(long fromNanos, Predicate<ObservedStatus> wanted, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<ObservedStatus> changed = await(fromNanos, wanted, Duration.ofMillis(100));
            if (changed.isPresent()) {
                return changed;
            }
            long confirmed = confirmedNanos;
            Optional<ObservedStatus> latest = latest().filter(wanted);
            if (confirmed > fromNanos && latest.isPresent()) {
                return latest.map(seen -> new ObservedStatus(confirmed, seen.generation(), seen.status()));
            }
        }
        return Optional.empty();
    }

    /** Waits until the newest status is accepted. */
    public Optional<ObservedStatus> awaitNow(Predicate<ObservedStatus> wanted, Duration limit)
            throws InterruptedException {
        Optional<ObservedStatus> latest = latest().filter(wanted);
        return latest.isPresent() ? latest : await(System.nanoTime(), wanted, limit);
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
        Watch open = watch;
        if (open != null) {
            open.close();
        }
        cluster.close();
    }
}
