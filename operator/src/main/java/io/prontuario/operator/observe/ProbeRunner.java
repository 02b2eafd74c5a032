package io.prontuario.operator.observe;

import io.prontuario.operator.frontdoor.FrontDoorAgent;
import io.prontuario.operator.frontdoor.FrontDoorReport;
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
 * Looks at one machine, round after round. All questions of a round are asked side by side, so that a round is over when its
 * slowest timeout is; a round that is still running swallows the next tick. Never throws.
 */
final class ProbeRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);
    /** Ticks are not exact; a question due this much later is asked now rather than a whole round later. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final ProbeGroup machine;
    private final Optional<FrontDoorAgent> agent;
    private final Prober prober;
    private final Executor executor;
    private final LongSupplier nanoTime;
    private final Consumer<ProbeRound> onRound;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<String, ProbeRound.Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, Long> askedAt = new HashMap<>();
    private long sequence;

    /** @param firstSequence rounds are numbered after it, so that a watch replaced on a new spec goes on counting */
    ProbeRunner(
            ProbeGroup machine,
            Optional<FrontDoorAgent> agent,
            Prober prober,
            Executor executor,
            LongSupplier nanoTime,
            long firstSequence,
            Consumer<ProbeRound> onRound) {
        this.machine = machine;
        this.agent = agent;
        this.prober = prober;
        this.executor = executor;
        this.nanoTime = nanoTime;
        this.sequence = firstSequence;
        this.onRound = onRound;
    }

    ProbeGroup machine() {
        return machine;
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
            LOG.warn("a round of checks could not be started for {}", machine.name(), e);
        }
    }

    private void startRound() {
        CompletableFuture<Optional<FrontDoorReport>> report =
                agent.map(this::ask).orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
        CompletableFuture<?>[] questions = machine.targets().stream()
                .filter(this::due)
                .map(target -> CompletableFuture.runAsync(() -> ask(target), executor))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(questions)
                .thenCombine(report, (none, reported) -> reported)
                .whenComplete((reported, failure) -> finish(reported, failure));
    }

    private boolean due(ProbeTarget target) {
        long now = nanoTime.getAsLong();
        Long last = askedAt.get(target.service());
        boolean due =
                last == null || now - last >= target.interval().minus(SLACK).toNanos();
        if (due) {
            askedAt.put(target.service(), now);
        }
        return due;
    }

    private void ask(ProbeTarget target) {
        ProbeResult result = prober.ask(target);
        answers.compute(
                target.service(), (service, before) -> ProbeRound.Answer.next(before, result, target.tolerated()));
    }

    private CompletableFuture<Optional<FrontDoorReport>> ask(FrontDoorAgent asked) {
        return CompletableFuture.supplyAsync(asked::report, executor).exceptionally(failure -> {
            LOG.debug("no report from {}", machine.name(), failure);
            return Optional.empty();
        });
    }

    private void finish(Optional<FrontDoorReport> report, Throwable failure) {
        try {
            if (failure != null) {
                LOG.warn("a round of checks of {} failed", machine.name(), failure);
                return;
            }
            sequence++;
            onRound.accept(new ProbeRound(machine.name(), sequence, answers, agent.isPresent(), report));
        } catch (RuntimeException e) {
            LOG.warn("a round of checks of {} could not be reported", machine.name(), e);
        } finally {
            running.set(false);
        }
    }
}
