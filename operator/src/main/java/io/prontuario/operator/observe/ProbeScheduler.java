package io.prontuario.operator.observe;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.frontdoor.FrontDoors;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Looks at every machine of one platform on threads of its own, read-only, on leaders and followers alike. Probing goes on
 * whatever the Kubernetes API does.
 */
public final class ProbeScheduler implements AutoCloseable {
    private static final int PROBE_THREADS = 24;

    private final Prober prober;
    private final FrontDoors frontDoors;
    private final Consumer<ProbeRound> onRound;
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, threads("probe-clock"));
    private final ExecutorService executor = probeThreads();
    private final Map<ProbeGroup, ScheduledFuture<?>> schedules = new HashMap<>();
    private final Map<String, ProbeRound> rounds = new ConcurrentHashMap<>();

    /** @param onRound told of every completed round, on a probe thread; must not block */
    public ProbeScheduler(Prober prober, FrontDoors frontDoors, Consumer<ProbeRound> onRound) {
        this.prober = prober;
        this.frontDoors = frontDoors;
        this.onRound = onRound;
    }

    /** Looks at what this spec names from now on. A machine whose questions did not change keeps its schedule and count. */
    public synchronized void follow(PlatformSpec spec) {
        List<ProbeGroup> machines = ProbeGroup.of(spec);
        Set<ProbeGroup> gone = new HashSet<>(schedules.keySet());
        gone.removeAll(Set.copyOf(machines));
        gone.forEach(machine -> {
            ScheduledFuture<?> schedule = schedules.remove(machine);
            if (schedule != null) {
                schedule.cancel(false);
            }
        });
        Set<String> names = new HashSet<>();
        machines.forEach(machine -> names.add(machine.name().value()));
        rounds.keySet().retainAll(names);
        machines.forEach(machine -> schedules.computeIfAbsent(machine, this::schedule));
    }

    /** The newest completed round of every machine, by name. */
    public Map<String, ProbeRound> rounds() {
        return Map.copyOf(rounds);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        executor.shutdownNow();
    }

    private ScheduledFuture<?> schedule(ProbeGroup machine) {
        ProbeRound last = rounds.get(machine.name().value());
        ProbeRunner watch = new ProbeRunner(
                machine,
                machine.box().map(frontDoors::agent),
                prober,
                executor,
                System::nanoTime,
                last == null ? 0 : last.sequence(),
                this::completed);
        return clock.scheduleAtFixedRate(watch::tick, 0, machine.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void completed(ProbeRound round) {
        rounds.put(round.name().value(), round);
        onRound.accept(round);
    }

    private static ExecutorService probeThreads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                PROBE_THREADS, PROBE_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("probe"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
