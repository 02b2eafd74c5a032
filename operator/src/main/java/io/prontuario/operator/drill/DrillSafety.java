package io.prontuario.operator.drill;

import io.fabric8.kubernetes.api.model.Condition;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a failure may be rehearsed now, and whether a rehearsal may go on. Pure; the operator and the command ask the same. */
public final class DrillSafety {
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
        Optional<DrillProblem> ready = needs(status, "Ready", true);
        if (ready.isPresent()) {
            return ready;
        }
        Optional<DrillProblem> standby = needs(status, "CloudStandbyReady", true);
        return standby.isPresent() ? standby : needs(status, "WriterSafe", false);
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

    private static Optional<DrillProblem> needs(PlatformStatus status, String type, boolean mustExist) {
        Optional<Condition> condition = status.conditions().stream()
                .filter(held -> held.getType().equals(type))
                .findFirst();
        if (condition.isEmpty()) {
            return mustExist ? problem("Not" + type, "condition " + type + " is not reported") : Optional.empty();
        }
        return "True".equals(condition.get().getStatus())
                ? Optional.empty()
                : problem(
                        "Not" + type,
                        "condition " + type + " is " + condition.get().getStatus() + " ("
                                + condition.get().getReason() + "): "
                                + condition.get().getMessage());
    }

    private static Optional<DrillProblem> problem(String reason, String message) {
        return Optional.of(new DrillProblem(reason, message));
    }
}
