package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import io.prontuario.continuity.rules.PhaseTimes;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Last phase: the conditions. Messages say what to do and hold no times that change every round. */
final class ConditionBuilder {
    private ConditionBuilder() {}

    static List<Condition> conditions(DecisionContext round, State next) {
        return List.of(
                ready(round, next),
                reconciling(next),
                stalled(round),
                routesConverged(round, next),
                StandbyConditions.cloudStandbyReady(round, next),
                StandbyConditions.specInSync(round, next),
                failoverAllowed(round, next),
                WriterConditions.writerSafe(round, next.writing()),
                WriterConditions.dataProtected(round, next.writing()));
    }

    private static Condition ready(DecisionContext round, State next) {
        Type type = Type.Ready;
        if (next.epoch() == 0 && next.active().isEmpty()) {
            return new Condition(type, Status.False, "Starting", "no site is healthy yet; wait, or see status.sites");
        }
        if (round.policy.operatorRole() == OperatorRole.ONSITE && activeDown(round, next)) {
            return new Condition(
                    type,
                    Status.False,
                    "ActiveSiteDown",
                    next.active().get()
                            + " does not serve and nothing has replaced it; see Stalled and FailoverAllowed");
        }
        return switch (next.mode()) {
            case FULL -> new Condition(type, Status.True, "Full", "every site serves");
            case DEGRADED -> new Condition(type, Status.True, "Degraded", missing(round, next));
            case FAILBACK -> next.active().filter(SiteName.CLOUD::equals).isPresent()
                    ? new Condition(
                            type, Status.False, "Failback", "the emergency profile serves; hosts are back and watched")
                    : new Condition(type, Status.True, "Failback", missing(round, next));
            case EMERGENCY -> new Condition(
                    type,
                    Status.False,
                    "Emergency",
                    "no host serves; the cloud serves the emergency profile: repair a host, it is admitted after "
                            + round.policy.stabilization());
            case OUTAGE -> new Condition(
                    type,
                    Status.False,
                    "Outage",
                    "nothing serves; start any host, it is admitted as soon as it is healthy");
        };
    }

    /** The active host fails its checks or is not admitted, and yet it is still the active one. */
    private static boolean activeDown(DecisionContext round, State next) {
        Optional<SiteName> active = next.active();
        if (active.isEmpty() || !round.policy.hosts().contains(active.get())) {
            return false;
        }
        SiteState site = next.site(active.get());
        return !site.admitted() || site.health() == Health.UNHEALTHY;
    }

    private static String missing(DecisionContext round, State next) {
        StringBuilder missing = new StringBuilder();
        for (SiteName host : round.policy.hosts()) {
            SiteState site = next.site(host);
            if (site.admitted()) {
                continue;
            }
            missing.append(missing.length() == 0 ? "" : "; ").append(host);
            if (site.admission() == Admission.LEFT) {
                missing.append(" is left on request: ").append(next.leave().id());
                continue;
            }
            missing.append(
                    switch (site.health()) {
                        case HEALTHY -> " is back and watched";
                        case UNHEALTHY -> " is down: " + site.detail();
                        case UNKNOWN -> " cannot be checked: " + site.detail();
                    });
        }
        return missing.length() == 0 ? "the site serves" : missing.toString();
    }

    private static Condition reconciling(State next) {
        Type type = Type.Reconciling;
        if (!next.transitions().isEmpty()) {
            Transition newest = next.transitions().get(next.transitions().size() - 1);
            if (newest.toSite().isPresent() && newest.servedAt().isEmpty()) {
                return new Condition(
                        type,
                        Status.True,
                        "Routing",
                        "waiting for a front door to serve " + newest.toSite().get());
            }
        }
        return switch (next.mode()) {
            case FAILBACK -> new Condition(type, Status.True, "Watching", "hosts are back; admitted when stable");
            case FULL, DEGRADED, EMERGENCY, OUTAGE -> new Condition(
                    type, Status.False, "Settled", "nothing is in progress");
        };
    }

    private static Condition stalled(DecisionContext round) {
        for (Verdict verdict : round.verdicts()) {
            if (!verdict.allowed()
                    && (verdict.guard().equals(RoleChangeRateLimit.class.getSimpleName())
                            || verdict.guard().equals(ManualMode.class.getSimpleName()))) {
                boolean damped = verdict.guard().equals(RoleChangeRateLimit.class.getSimpleName());
                return new Condition(
                        Type.Stalled,
                        Status.True,
                        damped ? "RoleChangesUsedUp" : "WaitingForAPerson",
                        damped
                                ? "too many role changes in " + round.policy.dampingWindow()
                                        + ": held; find out why hosts come and go, or admit the host on the host itself"
                                : verdict.message());
            }
        }
        return new Condition(Type.Stalled, Status.False, "NotStalled", "no decision waits for a person");
    }

    private static Condition routesConverged(DecisionContext round, State next) {
        Type type = Type.RoutesConverged;
        boolean answers = false;
        for (FrontDoorReport report : round.seen.frontDoors().values()) {
            answers |= report.reachable();
        }
        if (!answers) {
            return new Condition(type, Status.Unknown, "NoFrontDoorAnswers", "no edge agent answers; check the agents");
        }
        if (!PhaseTimes.routed(round.policy, next.sites(), round.seen)) {
            return new Condition(
                    type,
                    Status.False,
                    "RoutesBehind",
                    "a front door still uses a host that is not admitted; it is being told");
        }
        if (next.active().isPresent() && round.policy.operatorRole() == OperatorRole.ONSITE) {
            for (Map.Entry<String, FrontDoorReport> box :
                    round.seen.frontDoors().entrySet()) {
                Boolean serves = box.getValue().serving().get(next.active().get());
                if (box.getValue().reachable() && !Boolean.TRUE.equals(serves)) {
                    return new Condition(
                            type,
                            Status.False,
                            "ActiveSiteNotRouted",
                            "a front door does not use " + next.active().get() + "; see its agent's report");
                }
            }
        }
        return new Condition(type, Status.True, "Converged", "every front door that answers uses admitted sites only");
    }

    private static Condition failoverAllowed(DecisionContext round, State next) {
        Type type = Type.FailoverAllowed;
        if (PauseRule.paused(round.guards, round.policy, round.now)) {
            return new Condition(
                    type,
                    Status.False,
                    "Paused",
                    "paused until " + round.policy.pause().get().until() + " ("
                            + round.policy.pause().get().reason() + "); resume to end it earlier");
        }
        if (ManualMode.holdsFailover(round.guards, round.policy, next.epoch())) {
            return new Condition(
                    type, Status.False, "ManualMode", "failover.mode is Manual; set Automatic to allow it");
        }
        int sites = round.policy.cloud() ? 1 : 0;
        for (SiteName host : round.policy.hosts()) {
            sites += next.site(host).admitted() ? 1 : 0;
        }
        if (sites < 2) {
            return new Condition(
                    type, Status.False, "NoOtherSite", "there is no other site to fail over to; bring a host back");
        }
        if (!RoleChangeRateLimit.allows(round.guards, round.policy, next.roleChanges(), next.steady())) {
            return new Condition(
                    type,
                    Status.True,
                    "OnlyFromALostSite",
                    "the budget of role changes is used up: a lost site is still left, but no host returns to the role yet");
        }
        return new Condition(type, Status.True, "Automatic", "a lost site is left without a person");
    }
}
