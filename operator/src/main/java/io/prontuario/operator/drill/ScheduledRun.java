package io.prontuario.operator.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.operator.status.StatusTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The drills of one slot of one entry, and what they came to. Pure.
 *
 * @param drills in the order of their steps
 */
record ScheduledRun(DrillSpec entry, Instant scheduled, List<FailoverDrill> drills) {
    /** A takeover that takes so many objectives is a failed one; nobody waits longer for it. */
    private static final int BURN = 3;

    private static final Duration LEAST_BURN = Duration.ofSeconds(10);

    /** What a step, or all of them, came to. */
    record Result(Verdict verdict, String reason, String message, Optional<Duration> rto) {}

    FailoverDrill newest() {
        return drills.get(drills.size() - 1);
    }

    boolean active() {
        return newest().getStatus() == null || !newest().getStatus().over();
    }

    /** Of every step so far: the worst, and the longest recovery time. */
    Result result() {
        Result result = result(drills.get(0));
        for (FailoverDrill drill : drills.subList(1, drills.size())) {
            Result next = result(drill);
            Optional<Duration> longest = longer(result.rto(), next.rto());
            result = new Result(next.verdict(), next.reason(), next.message(), longest);
        }
        return result;
    }

    /** Whether the running step's result is known, so that it can be ended. */
    boolean known(PlatformStatus platform, Instant now) {
        FailoverDrill drill = newest();
        FailoverDrillStatus status = drill.getStatus();
        Optional<Instant> started = status == null ? Optional.empty() : StatusTime.read(status.startedAt());
        if (status == null || status.phase() != Phase.Running || started.isEmpty()) {
            return false;
        }
        Duration hold = Durations.parse(entry.hold());
        Scenario scenario = drill.getSpec().scenario();
        if (scenario == Scenario.HealthCheck) {
            return !now.isBefore(started.get().plus(hold));
        }
        return DrillOutcome.servedAt(scenario, started.get(), platform)
                .map(served -> !now.isBefore(served.plus(hold)))
                .orElseGet(() -> !now.isBefore(started.get().plus(burn())));
    }

    private Result result(FailoverDrill drill) {
        FailoverDrillStatus status = drill.getStatus();
        if (status == null || status.phase() == null || !status.over()) {
            return new Result(Verdict.Running, "Running", drill.getMetadata().getName() + " runs", Optional.empty());
        }
        Optional<Duration> rto = Optional.ofNullable(status.rto()).flatMap(Durations::tryParse);
        String message = drill.getMetadata().getName() + ": " + status.message();
        String reason = status.reason() == null ? "Unknown" : status.reason();
        if (status.phase() == Phase.Refused) {
            return new Result(Verdict.Skipped, reason, message, rto);
        }
        boolean watched = drill.getSpec().scenario() == Scenario.HealthCheck;
        return switch (reason) {
            case DrillController.REQUESTED -> watched
                    ? new Result(Verdict.Passed, "Healthy", "everything served and stood by all the time", rto)
                    : judged(drill, status, rto);
            case DrillController.DEAD_MAN -> new Result(Verdict.Aborted, reason, message, rto);
            default -> new Result(watched ? Verdict.Failed : Verdict.Aborted, reason, message, rto);
        };
    }

    private Result judged(FailoverDrill drill, FailoverDrillStatus status, Optional<Duration> rto) {
        String objective = "; the objective is " + entry.budget().rto();
        String name = drill.getMetadata().getName();
        if (rto.isPresent()) {
            boolean kept = rto.get().compareTo(Durations.parse(entry.budget().rto())) <= 0;
            return new Result(
                    kept ? Verdict.Passed : Verdict.Failed,
                    kept ? "WithinBudget" : "OverBudget",
                    // A kept objective must not read as if lost writes had been looked for.
                    name + ": others served after " + status.rto() + objective + "; rpo "
                            + entry.budget().rpo() + " is not judged: no writes are counted",
                    rto);
        }
        boolean waited = StatusTime.read(status.startedAt())
                .flatMap(started ->
                        StatusTime.read(status.restoredAt()).map(restored -> !restored.isBefore(started.plus(burn()))))
                .orElse(false);
        return waited
                ? new Result(
                        Verdict.Failed,
                        "NobodyServed",
                        name + ": nothing was seen to serve within " + Durations.format(burn()) + objective,
                        rto)
                : new Result(Verdict.Aborted, "EndedByHand", name + " was ended before anything was known of it", rto);
    }

    private Duration burn() {
        Duration burn = Durations.parse(entry.budget().rto()).multipliedBy(BURN);
        return burn.compareTo(LEAST_BURN) > 0 ? burn : LEAST_BURN;
    }

    private static Optional<Duration> longer(Optional<Duration> a, Optional<Duration> b) {
        return a.isEmpty() || b.isPresent() && b.get().compareTo(a.get()) > 0 ? b : a;
    }
}
