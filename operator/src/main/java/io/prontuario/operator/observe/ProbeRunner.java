package io.prontuario.operator.observe;

import io.prontuario.host.protocol.AgentReport;
import io.prontuario.operator.frontdoor.FrontDoorAgent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes one group, round after round. The targets of a round are probed side by side, so that a round ends with its slowest
 * timeout; ticks are skipped while a round is in progress. Never throws.
 */
final class ProbeRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);
    /** Ticks are not exact: a target due within this time is probed now, not a whole round later. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final ProbeGroup group;
    private final Optional<FrontDoorAgent> agent;
    private final Means means;
    private final Consumer<ProbeRound> onRound;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<String, ProbeRound.ServiceResult> results = new ConcurrentHashMap<>();
    private final Map<String, Long> probedAt = new HashMap<>();
    private long sequence;

    /**
     * What every runner of a platform uses.
     *
     * @param executor runs the probes of a round side by side
     * @param nanoTime as {@link System#nanoTime()}
     */
    record Means(Prober prober, Executor executor, LongSupplier nanoTime) {}

    /** @param firstSequence rounds are numbered after it, so that the sequence keeps rising when a new spec replaces a runner */
    ProbeRunner(
            ProbeGroup group,
            Optional<FrontDoorAgent> agent,
            Means means,
            long firstSequence,
            Consumer<ProbeRound> onRound) {
        this.group = group;
        this.agent = agent;
        this.means = means;
        this.sequence = firstSequence;
        this.onRound = onRound;
    }

    ProbeGroup group() {
        return group;
    }

    /** One tick of the schedule. */
    void tick() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            startRound();
        } catch (RuntimeException e) {
            running.set(false);
            LOG.warn("a probe round of {} could not start; the next tick tries again", group.name(), e);
        }
    }

    private void startRound() {
        CompletableFuture<Optional<AgentReport>> report =
                agent.map(this::probe).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        CompletableFuture<?>[] probes = group.targets().stream()
                .filter(this::due)
                .map(target -> CompletableFuture.runAsync(() -> probe(target), means.executor()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(probes)
                .thenCombine(report, (none, reported) -> reported)
                .whenComplete((reported, failure) -> finish(reported, failure));
    }

    private boolean due(ProbeTarget target) {
        long now = means.nanoTime().getAsLong();
        Long last = probedAt.get(target.service());
        boolean due = last == null
                || now - last >= target.timing().interval().minus(SLACK).toNanos();
        if (due) {
            probedAt.put(target.service(), now);
        }
        return due;
    }

    private void probe(ProbeTarget target) {
        ProbeResult result = means.prober().probe(target);
        results.compute(
                target.service(),
                (service, before) -> ProbeRound.ServiceResult.next(
                        before, result, target.timing().tolerated()));
    }

    private CompletableFuture<Optional<AgentReport>> probe(FrontDoorAgent door) {
        return CompletableFuture.supplyAsync(door::report, means.executor()).exceptionally(failure -> {
            LOG.debug("no report from the agent of {}", group.name(), failure);
            return Optional.empty();
        });
    }

    private void finish(Optional<AgentReport> report, Throwable failure) {
        try {
            if (failure != null) {
                LOG.warn(
                        "a probe round of {} failed; the last results stay until the next round",
                        group.name(),
                        failure);
                return;
            }
            sequence++;
            onRound.accept(new ProbeRound(group.name(), sequence, results, agent.isPresent(), report));
        } catch (RuntimeException e) {
            LOG.warn("the probe round of {} could not be evaluated; the next round is", group.name(), e);
        } finally {
            running.set(false);
        }
    }
}
