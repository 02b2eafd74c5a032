package io.prontuario.operator.drill;

import io.fabric8.kubernetes.api.model.Condition;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a failure may be rehearsed now, and whether a rehearsal may go on. Pure; the operator and the command ask the same. */
public final class DrillSafety {
    private static final String WRITER_SAFE = "WriterSafe";
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    private DrillSafety() {}

    /** Before: everything serves, nobody holds still, the cloud stands by, the write right is safe where somebody keeps it. */
    public static Optional<DrillProblem> mayBegin(@Nullable PlatformStatus status) {
        if (status == null || status.mode() == null) {
            return problem("NotReported", "the platform has no status yet; wait until an operator reports");
        }
        if (Boolean.TRUE.equals(status.paused())) {
            return problem("Paused", "automatic transitions are paused; resume first");
        }
        if (status.mode() != PlatformStatus.Mode.Full) {
            return problem(
                    "Incident",
                    "the mode is " + status.mode() + ": this is an incident, no rehearsal; wait for Full service");
        }
        return needs(status, "Ready")
                .or(() -> needs(status, "CloudStandbyReady"))
                .or(() -> failoverAllowed(status))
                .or(() -> writerSafe(status));
    }

    /** A rehearsed death that nobody may react to would be a real one. */
    private static Optional<DrillProblem> failoverAllowed(PlatformStatus status) {
        return condition(status, "FailoverAllowed").isPresent() ? needs(status, "FailoverAllowed") : Optional.empty();
    }

    /** Where nothing observes a database the platform has no write right that a rehearsal could endanger. */
    private static Optional<DrillProblem> writerSafe(PlatformStatus status) {
        boolean decided = condition(status, WRITER_SAFE)
                .filter(held -> !held.getReason().equals(io.prontuario.continuity.model.Condition.NO_WRITER_DECIDED))
                .isPresent();
        return decided ? needs(status, WRITER_SAFE) : Optional.empty();
    }

    /**
     * While it runs: a second failure ends it.
     *
     * @param struck who fails on purpose, see {@link DrillTargets#meant}
     */
    public static Optional<DrillProblem> mayGoOn(@Nullable PlatformStatus status, Set<SiteName> struck) {
        if (status == null) {
            return Optional.empty();
        }
        if (status.mode() == PlatformStatus.Mode.Outage) {
            return problem("Outage", "nothing serves any more");
        }
        for (PlatformStatus.Site site : status.sites()) {
            boolean meant = struck.contains(new SiteName(site.name()));
            if (!meant && site.health() == PlatformStatus.Health.Unhealthy) {
                return problem("SecondFailure", site.name() + " fails too, and nobody meant it to: " + site.reason());
            }
        }
        return Optional.empty();
    }

    /** Of a health check: everything serves and stands by. A pause is no illness. */
    static Optional<DrillProblem> healthy(@Nullable PlatformStatus status) {
        if (status == null || status.mode() == null) {
            return problem("NotReported", "the platform has no status yet; wait until an operator reports");
        }
        if (status.mode() != PlatformStatus.Mode.Full) {
            return problem("NotFull", "the mode is " + status.mode() + "; see status.sites for what does not serve");
        }
        boolean hosts =
                status.sites().stream().anyMatch(site -> !SiteName.CLOUD.value().equals(site.name()));
        return needs(status, "Ready")
                // Where the cloud is all there is, nothing stands by.
                .or(() -> hosts
                        ? condition(status, "CloudStandbyReady").flatMap(held -> needs(status, held.getType()))
                        : Optional.empty())
                .or(() -> writerSafe(status));
    }

    /** A dead-man timer leaves time to see the fault, and comes while somebody is still there. */
    static Optional<DrillProblem> deadline(Optional<Instant> deadline, Instant now) {
        if (deadline.isEmpty() || !now.isBefore(deadline.get())) {
            return problem("TooLate", "spec.deadline: is over, or no time; begin another drill");
        }
        Duration left = Duration.between(now, deadline.get());
        if (left.compareTo(SHORTEST) < 0) {
            return problem(
                    "DeadlineTooShort",
                    "spec.deadline: leaves " + Durations.format(left) + ", and nothing is seen of a fault in less than "
                            + Durations.format(SHORTEST) + "; write a later time");
        }
        return left.compareTo(LONGEST) > 0
                ? problem(
                        "DeadlineTooFar",
                        "spec.deadline: leaves " + Durations.format(left) + "; a fault is undone within "
                                + Durations.format(LONGEST) + "; write an earlier time")
                : Optional.empty();
    }

    private static Optional<DrillProblem> needs(PlatformStatus status, String type) {
        Optional<Condition> condition = condition(status, type);
        if (condition.isEmpty()) {
            return problem("Not" + type, "condition " + type + " is not reported");
        }
        return "True".equals(condition.get().getStatus())
                ? Optional.empty()
                : problem(
                        "Not" + type,
                        "condition " + type + " is " + condition.get().getStatus() + " ("
                                + condition.get().getReason() + "): "
                                + condition.get().getMessage());
    }

    private static Optional<Condition> condition(PlatformStatus status, String type) {
        return status.conditions().stream()
                .filter(held -> held.getType().equals(type))
                .findFirst();
    }

    private static Optional<DrillProblem> problem(String reason, String message) {
        return Optional.of(new DrillProblem(reason, message));
    }
}
