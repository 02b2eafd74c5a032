package io.prontuario.operator.observe;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.feature.PlatformLog;
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
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Probes every site and front door of one platform, read-only, on leaders and followers. Probes do not depend on the Kubernetes
 * API.
 */
public final class ProbeScheduler implements AutoCloseable {
    private static final int PROBE_THREADS = 24;

    private final Prober prober;
    private final FrontDoors frontDoors;
    private final Consumer<ProbeRound> onRound;
    private final ScheduledExecutorService clock;
    private final ExecutorService executor;
    private final Map<ProbeGroup, ScheduledFuture<?>> schedules = new HashMap<>();
    private final Map<String, ProbeRound> rounds = new ConcurrentHashMap<>();

    /** @param onRound called after every complete round, on a probe thread; must not block */
    public ProbeScheduler(Prober prober, FrontDoors frontDoors, PlatformLog log, Consumer<ProbeRound> onRound) {
        this.prober = prober;
        this.frontDoors = frontDoors;
        this.onRound = onRound;
        this.clock = new ScheduledThreadPoolExecutor(1, log.threads("probe-clock"));
        this.executor = probeThreads(log);
    }

    /** Probes what this spec names from now on. A group whose targets did not change keeps its schedule and sequence. */
    public synchronized void follow(PlatformSpec spec) {
        List<ProbeGroup> groups = ProbeGroup.of(spec);
        Set<ProbeGroup> gone = new HashSet<>(schedules.keySet());
        gone.removeAll(Set.copyOf(groups));
        gone.forEach(group -> {
            ScheduledFuture<?> schedule = schedules.remove(group);
            if (schedule != null) {
                schedule.cancel(false);
            }
        });
        Set<String> names = new HashSet<>();
        groups.forEach(group -> names.add(group.name().value()));
        rounds.keySet().retainAll(names);
        groups.forEach(group -> schedules.computeIfAbsent(group, this::schedule));
    }

    /** The newest complete round of every group, by name. */
    public Map<String, ProbeRound> rounds() {
        return Map.copyOf(rounds);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        executor.shutdownNow();
    }

    private ScheduledFuture<?> schedule(ProbeGroup group) {
        ProbeRound last = rounds.get(group.name().value());
        ProbeRunner runner = new ProbeRunner(
                group,
                group.box().map(frontDoors::agent),
                new ProbeRunner.Means(prober, executor, System::nanoTime),
                last == null ? 0 : last.sequence(),
                this::completed);
        return clock.scheduleAtFixedRate(runner::tick, 0, group.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void completed(ProbeRound round) {
        rounds.put(round.name().value(), round);
        onRound.accept(round);
    }

    private static ExecutorService probeThreads(PlatformLog log) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                PROBE_THREADS, PROBE_THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), log.threads("probe"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
