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

/** Whether a drill may begin now, and whether a running one may continue. Pure; the operator and the command line use it. */
public final class DrillSafety {
    private static final String WRITER_SAFE = "WriterSafe";
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(24);

    private DrillSafety() {}

    /** Before: the mode is Full, automatic transitions run, the cloud stands by, and the writer is safe where one is decided. */
    public static Optional<DrillProblem> mayBegin(@Nullable PlatformStatus status) {
        if (status == null || status.mode() == null) {
            return problem("NotReported", "the platform has no status yet; wait until an operator has reconciled it");
        }
        if (Boolean.TRUE.equals(status.paused())) {
            return problem("Paused", "automatic transitions are paused; resume first");
        }
        if (status.mode() != PlatformStatus.Mode.Full) {
            return problem(
                    "Incident", "the mode is " + status.mode() + ": an incident is in progress; wait for mode Full");
        }
        return needs(status, "Ready")
                .or(() -> needs(status, "CloudStandbyReady"))
                .or(() -> failoverAllowed(status))
                .or(() -> writerSafe(status));
    }

    /** Without automatic failover a drill would be a real outage. */
    private static Optional<DrillProblem> failoverAllowed(PlatformStatus status) {
        return condition(status, "FailoverAllowed").isPresent() ? needs(status, "FailoverAllowed") : Optional.empty();
    }

    /** Where no operator decides the writer, a drill cannot endanger it. */
    private static Optional<DrillProblem> writerSafe(PlatformStatus status) {
        boolean decided = condition(status, WRITER_SAFE)
                .filter(held -> !held.getReason().equals(io.prontuario.continuity.model.Condition.NO_WRITER_DECIDED))
                .isPresent();
        return decided ? needs(status, WRITER_SAFE) : Optional.empty();
    }

    /**
     * While it runs: a failure that is not part of the drill ends it.
     *
     * @param struck the sites that fail on purpose, see {@link DrillTargets#meant}
     */
    public static Optional<DrillProblem> mayGoOn(@Nullable PlatformStatus status, Set<SiteName> struck) {
        if (status == null) {
            return Optional.empty();
        }
        if (status.mode() == PlatformStatus.Mode.Outage) {
            return problem("Outage", "no site serves any more");
        }
        for (PlatformStatus.Site site : status.sites()) {
            boolean meant = struck.contains(new SiteName(site.name()));
            if (!meant && site.health() == PlatformStatus.Health.Unhealthy) {
                return problem("SecondFailure", site.name() + " fails, and is not part of the drill: " + site.reason());
            }
        }
        return Optional.empty();
    }

    /** For a health check: every site serves and the cloud stands by. A pause is allowed. */
    static Optional<DrillProblem> healthy(@Nullable PlatformStatus status) {
        if (status == null || status.mode() == null) {
            return problem("NotReported", "the platform has no status yet; wait until an operator has reconciled it");
        }
        if (status.mode() != PlatformStatus.Mode.Full) {
            return problem("NotFull", "the mode is " + status.mode() + "; see status.sites for what fails");
        }
        boolean hosts =
                status.sites().stream().anyMatch(site -> !SiteName.CLOUD.value().equals(site.name()));
        return needs(status, "Ready")
                // Without hosts the cloud is the active site and there is no standby.
                .or(() -> hosts
                        ? condition(status, "CloudStandbyReady").flatMap(held -> needs(status, held.getType()))
                        : Optional.empty())
                .or(() -> writerSafe(status));
    }

    /** The deadline leaves time to observe the fault, and is near enough for a person to be present. */
    static Optional<DrillProblem> deadline(Optional<Instant> deadline, Instant now) {
        if (deadline.isEmpty() || !now.isBefore(deadline.get())) {
            return problem("TooLate", "spec.deadline: has passed, or is not an RFC 3339 time; create another drill");
        }
        Duration left = Duration.between(now, deadline.get());
        if (left.compareTo(SHORTEST) < 0) {
            return problem(
                    "DeadlineTooShort",
                    "spec.deadline: leaves " + Durations.format(left) + "; a fault cannot be observed in less than "
                            + Durations.format(SHORTEST) + "; write a later time");
        }
        return left.compareTo(LONGEST) > 0
                ? problem(
                        "DeadlineTooFar",
                        "spec.deadline: leaves " + Durations.format(left) + "; the longest drill is "
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
