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
 * The drills of one slot of a calendar entry, and their result. Pure.
 *
 * @param drills in the order of their steps
 */
record ScheduledRun(DrillSpec entry, Instant scheduled, List<FailoverDrill> drills) {
    /** A takeover that takes this many times the objective has failed; the run waits no longer. */
    private static final int TIMEOUT_FACTOR = 3;

    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(10);

    /** The result of a step, or of all of them. */
    record Result(Verdict verdict, String reason, String message, Optional<Duration> rto, Optional<Duration> rpo) {
        Result(Verdict verdict, String reason, String message, Optional<Duration> rto) {
            this(verdict, reason, message, rto, Optional.empty());
        }
    }

    FailoverDrill newest() {
        return drills.get(drills.size() - 1);
    }

    boolean active() {
        return newest().getStatus() == null || !newest().getStatus().over();
    }

    /** Of all steps so far: the last verdict, and the longest recovery time and lost period. */
    Result result() {
        Result result = result(drills.get(0));
        for (FailoverDrill drill : drills.subList(1, drills.size())) {
            Result next = result(drill);
            Optional<Duration> longest = longer(result.rto(), next.rto());
            result = new Result(
                    next.verdict(), next.reason(), next.message(), longest, longer(result.rpo(), next.rpo()));
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
        if (HostDrill.withoutFault(drill).isPresent()) {
            return !now.isBefore(started.get().plus(HostDrill.ATTENDED_WITHIN));
        }
        return DrillOutcome.servedAt(scenario, started.get(), platform)
                .map(served -> !now.isBefore(served.plus(hold)))
                .orElseGet(() -> !now.isBefore(started.get().plus(timeout(entry))));
    }

    private Result result(FailoverDrill drill) {
        FailoverDrillStatus status = drill.getStatus();
        if (status == null || status.phase() == null || !status.over()) {
            return new Result(
                    Verdict.Running, "Running", drill.getMetadata().getName() + " is running", Optional.empty());
        }
        Optional<Duration> rto = Optional.ofNullable(status.rto()).flatMap(Durations::tryParse);
        String message = drill.getMetadata().getName() + ": " + status.message();
        String reason = status.reason() == null ? "Unknown" : status.reason();
        if (status.phase() == Phase.Refused) {
            return new Result(Verdict.Skipped, reason, message, rto);
        }
        boolean healthCheck = drill.getSpec().scenario() == Scenario.HealthCheck;
        return switch (reason) {
            case DrillMachine.REQUESTED -> healthCheck
                    ? new Result(
                            Verdict.Passed,
                            "Healthy",
                            "every site served and the cloud stood by for the whole time",
                            rto)
                    : judged(drill, status, rto);
            case DrillMachine.DEADLINE_EXCEEDED -> new Result(Verdict.Aborted, reason, message, rto);
            default -> new Result(healthCheck ? Verdict.Failed : Verdict.Aborted, reason, message, rto);
        };
    }

    private Result judged(FailoverDrill drill, FailoverDrillStatus status, Optional<Duration> rto) {
        String objective = "; the objective is " + entry.budget().rto();
        String name = drill.getMetadata().getName();
        Optional<String> without = HostDrill.withoutFault(drill);
        if (without.isPresent()) {
            return new Result(Verdict.Aborted, "NotInjected", name + ": " + without.get(), rto);
        }
        WritesVerdict writes = WritesVerdict.of(status.writes(), entry.budget().rpo());
        if (rto.isPresent()) {
            boolean inTime = rto.get().compareTo(Durations.parse(entry.budget().rto())) <= 0;
            String message = name + ": another site served after " + status.rto() + objective + "; " + writes.message();
            return inTime
                    ? new Result(writes.verdict(), writes.reason(), message, rto, writes.rpo())
                    : new Result(Verdict.Failed, "OverBudget", message, rto, writes.rpo());
        }
        boolean timedOut = StatusTime.read(status.startedAt())
                .flatMap(started -> StatusTime.read(status.restoredAt())
                        .map(restored -> !restored.isBefore(started.plus(timeout(entry)))))
                .orElse(false);
        return timedOut
                ? new Result(
                        Verdict.Failed,
                        "RecoveryTimeout",
                        name + ": no site served within " + Durations.format(timeout(entry)) + objective + "; "
                                + writes.message(),
                        rto,
                        writes.rpo())
                : new Result(Verdict.Aborted, "EndedEarly", name + " was ended before its result was known", rto);
    }

    /** After this without another site that serves, the drill has failed. */
    static Duration timeout(DrillSpec entry) {
        Duration timeout = Durations.parse(entry.budget().rto()).multipliedBy(TIMEOUT_FACTOR);
        return timeout.compareTo(MIN_TIMEOUT) > 0 ? timeout : MIN_TIMEOUT;
    }

    private static Optional<Duration> longer(Optional<Duration> a, Optional<Duration> b) {
        return a.isEmpty() || b.isPresent() && b.get().compareTo(a.get()) > 0 ? b : a;
    }
}
