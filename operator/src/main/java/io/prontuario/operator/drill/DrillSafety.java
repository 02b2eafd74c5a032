package io.prontuario.operator.drill;

import io.fabric8.kubernetes.api.model.Condition;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a failure may be rehearsed now, and whether a rehearsal may go on. Pure; the operator and the command ask the same. */
public final class DrillSafety {
    private static final String WRITER_SAFE = "WriterSafe";

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
                .or(() -> writerSafe(status));
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
     * @param struck the hosts that fail on purpose
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
