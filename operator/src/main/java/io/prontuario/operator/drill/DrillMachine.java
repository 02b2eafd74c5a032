package io.prontuario.operator.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.StatusTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states of one drill: new, Refused, Running, Restoring, Restored. Pure: the drill's object and the platform's status decide
 * the next step, so that any leader can take a drill over.
 *
 * @param spec the platform's
 * @param status the platform's; null while no operator has reported
 * @param restored whether every object and route has been carried out without a fault since the drill's end
 * @param ledger what this process knows of the writes of the drill that the step is asked for
 */
record DrillMachine(
        PlatformSpec spec, @Nullable PlatformStatus status, boolean restored, LedgerState ledger, Instant now) {
    /** Reason of an end that the drill's runner asked for. */
    static final String REQUESTED = "Requested";
    /** Reason of an end at the deadline, which no runner asked for. */
    static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

    /** @param running another drill of this platform that has not ended */
    DrillStep step(FailoverDrill drill, Optional<String> running) {
        if (isNew(drill)) {
            return running.<DrillStep>map(other -> new DrillStep.Refuse(new DrillProblem(
                            "AnotherDrillRuns", "one at a time: wait until " + other + " has ended, or end it")))
                    .orElseGet(() -> begin(drill));
        }
        return drill.getStatus().phase() == Phase.Restoring ? finish(drill.getStatus()) : continueOrRestore(drill);
    }

    static boolean isNew(FailoverDrill drill) {
        return drill.getStatus() == null || drill.getStatus().phase() == null;
    }

    private DrillStep begin(FailoverDrill drill) {
        Optional<Instant> deadline = deadline(drill);
        Optional<DrillProblem> untimely = DrillSafety.deadline(deadline, now);
        if (untimely.isPresent()) {
            return new DrillStep.Refuse(untimely.get());
        }
        DrillTargets.Resolved resolved = DrillTargets.resolve(spec, drill.getSpec());
        if (resolved instanceof DrillTargets.Resolved.Impossible impossible) {
            return new DrillStep.Refuse(impossible.problem());
        }
        Optional<DrillProblem> unsafe = isHealthCheck(drill) ? Optional.empty() : DrillSafety.mayBegin(status);
        if (unsafe.isPresent()) {
            return new DrillStep.Refuse(unsafe.get());
        }
        Fault fault = ((DrillTargets.Resolved.Targets) resolved).fault();
        if (isHealthCheck(drill)) {
            return begin(drill, fault, deadline.get(), null);
        }
        if (ledger instanceof LedgerState.Absent) {
            return new DrillStep.PrepareWrites(
                    DrillTargets.meant(drill.getSpec().scenario(), fault), Duration.between(now, deadline.get()));
        }
        if (ledger instanceof LedgerState.Starting || ledger instanceof LedgerState.Judging) {
            return new DrillStep.AwaitWrites();
        }
        return begin(
                drill,
                fault,
                deadline.get(),
                ledger instanceof LedgerState.Known known ? known.writes() : DrillWrites.counting());
    }

    private DrillStep begin(FailoverDrill drill, Fault fault, Instant deadline, @Nullable DrillWrites writes) {
        return new DrillStep.Begin(
                FailoverDrillStatus.of(
                                Phase.Running,
                                "InForce",
                                "the fault is undone at " + deadline + " at the latest",
                                DrillRecorder.targets(fault),
                                text(now))
                        .with(writes),
                new ActiveFault(drill.getMetadata().getUid(), fault, deadline));
    }

    private DrillStep continueOrRestore(FailoverDrill drill) {
        Optional<Instant> deadline = deadline(drill);
        Fault fault = DrillTargets.resolve(spec, drill.getSpec()) instanceof DrillTargets.Resolved.Targets known
                ? known.fault()
                : Fault.none();
        return reasonToEnd(drill, deadline, fault)
                .<DrillStep>map(reason -> new DrillStep.Restore(restoring(drill, reason)))
                .orElseGet(() -> new DrillStep.Continue(
                        new ActiveFault(drill.getMetadata().getUid(), fault, deadline.orElse(Instant.MIN))));
    }

    private FailoverDrillStatus restoring(FailoverDrill drill, DrillProblem reason) {
        FailoverDrillStatus running = drill.getStatus();
        Optional<Instant> started = StatusTime.read(running.startedAt());
        Optional<Instant> served =
                started.flatMap(from -> DrillOutcome.servedAt(drill.getSpec().scenario(), from, status));
        return new FailoverDrillStatus(
                Phase.Restoring,
                reason.reason(),
                reason.message(),
                running.targets(),
                running.startedAt(),
                served.map(DrillMachine::text).orElse(null),
                served.map(to -> Durations.format(Duration.between(started.get(), to)))
                        .orElse(null),
                null,
                running.writes());
    }

    private Optional<DrillProblem> reasonToEnd(FailoverDrill drill, Optional<Instant> deadline, Fault fault) {
        if (drill.getSpec().end()) {
            return Optional.of(new DrillProblem(REQUESTED, "ended by its runner"));
        }
        if (deadline.isEmpty() || !now.isBefore(deadline.get())) {
            return Optional.of(new DrillProblem(
                    DEADLINE_EXCEEDED,
                    "the deadline passed and the runner had not ended the drill; the operator undid the fault"));
        }
        return isHealthCheck(drill)
                ? DrillSafety.healthy(status)
                : DrillSafety.mayGoOn(status, DrillTargets.meant(drill.getSpec().scenario(), fault));
    }

    private DrillStep finish(FailoverDrillStatus restoring) {
        if (!restored) {
            return new DrillStep.AwaitPasses();
        }
        if (counting(restoring) && ledger instanceof LedgerState.Counting) {
            return new DrillStep.JudgeWrites();
        }
        if (counting(restoring) && ledger instanceof LedgerState.Judging) {
            return new DrillStep.AwaitWrites();
        }
        return new DrillStep.Finish(
                new FailoverDrillStatus(
                        Phase.Restored,
                        restoring.reason(),
                        restoring.message(),
                        restoring.targets(),
                        restoring.startedAt(),
                        restoring.servedAt(),
                        restoring.rto(),
                        text(now),
                        counting(restoring) ? judgement() : restoring.writes()),
                REQUESTED.equals(restoring.reason()));
    }

    private static boolean counting(FailoverDrillStatus drill) {
        return drill.writes() != null && drill.writes().state() == DrillWrites.State.Counting;
    }

    /** Only the process that made the writes knows which were acknowledged. */
    private DrillWrites judgement() {
        return ledger instanceof LedgerState.Known known
                ? known.writes()
                : DrillWrites.notJudged(
                        "the operator that made the writes has stopped or lost its Lease before the end of"
                                + " the drill; run it again");
    }

    private static boolean isHealthCheck(FailoverDrill drill) {
        return drill.getSpec().driver() == FailoverDrillSpec.Driver.None;
    }

    private static Optional<Instant> deadline(FailoverDrill drill) {
        try {
            return Optional.of(OffsetDateTime.parse(drill.getSpec().deadline()).toInstant());
        } catch (DateTimeParseException noSuchTime) {
            return Optional.empty();
        }
    }

    private static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
