package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.rules.TransitionProgress;
import java.util.List;
import java.util.Optional;

/** Last phase: the conditions. Messages say what to do and contain no times that change every round. */
final class ConditionBuilder {
    private ConditionBuilder() {}

    static List<Condition> conditions(DecisionContext context, State next) {
        return List.of(
                ready(context, next),
                reconciling(next),
                stalled(context),
                routesConverged(context, next),
                StandbyConditions.cloudStandbyReady(context, next),
                StandbyConditions.specInSync(context, next),
                failoverAllowed(context, next));
    }

    private static Condition ready(DecisionContext context, State next) {
        Type type = Type.Ready;
        if (next.epoch() == 0 && next.active().isEmpty()) {
            return new Condition(type, Status.False, "Starting", "no site is healthy yet; wait, or see status.sites");
        }
        if (context.onSite() && activeDown(context, next)) {
            return new Condition(
                    type,
                    Status.False,
                    "ActiveSiteDown",
                    next.active().get()
                            + " does not serve and no other site has replaced it; see Stalled and FailoverAllowed");
        }
        return switch (next.mode()) {
            case FULL -> new Condition(type, Status.True, "Full", "every site serves");
            case DEGRADED -> new Condition(type, Status.True, "Degraded", missing(context, next));
            case FAILBACK -> next.active().filter(SiteName.CLOUD::equals).isPresent()
                    ? new Condition(
                            type,
                            Status.False,
                            "Failback",
                            "the emergency profile serves; hosts are healthy again and are observed")
                    : new Condition(type, Status.True, "Failback", missing(context, next));
            case EMERGENCY -> new Condition(
                    type,
                    Status.False,
                    "Emergency",
                    "no host serves; the cloud serves the emergency profile: repair a host, it is admitted after "
                            + DurationText.of(context.policy.windows().stabilization()));
            case OUTAGE -> new Condition(
                    type,
                    Status.False,
                    "Outage",
                    "no site serves; start any host, it is admitted as soon as it is healthy");
        };
    }

    /** The active host fails its checks or is not admitted, and yet it is still the active one. */
    private static boolean activeDown(DecisionContext context, State next) {
        Optional<SiteName> active = next.active();
        if (active.isEmpty() || !context.policy.hosts().contains(active.get())) {
            return false;
        }
        SiteState site = next.site(active.get());
        return !site.admitted() || site.health() == Health.UNHEALTHY;
    }

    private static String missing(DecisionContext context, State next) {
        StringBuilder missing = new StringBuilder();
        for (SiteName host : context.policy.hosts()) {
            if (next.inUse(host)) {
                continue;
            }
            SiteState site = next.site(host);
            missing.append(missing.length() == 0 ? "" : "; ").append(host);
            if (site.admission() == Admission.DRAINED) {
                missing.append(" is drained on request ").append(next.drain().id());
                continue;
            }
            missing.append(
                    switch (site.health()) {
                        case HEALTHY -> " is healthy again and is observed";
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
            if (newest.toSite().isPresent() && newest.times().servedAt().isEmpty()) {
                return new Condition(
                        type,
                        Status.True,
                        "Routing",
                        "waiting for a front door to serve " + newest.toSite().get());
            }
        }
        return switch (next.mode()) {
            case FAILBACK -> new Condition(
                    type,
                    Status.True,
                    "Stabilizing",
                    "hosts are healthy again; they are admitted when they are stable");
            case FULL, DEGRADED, EMERGENCY, OUTAGE -> new Condition(
                    type, Status.False, "Settled", "no change is in progress");
        };
    }

    private static Condition stalled(DecisionContext context) {
        for (Verdict verdict : context.verdicts()) {
            if (verdict.allowed()) {
                continue;
            }
            if (verdict.rule() == SafetyRule.ROLE_CHANGE_RATE_LIMIT) {
                return new Condition(
                        Type.Stalled,
                        Status.True,
                        "RoleChangesRateLimited",
                        "the role changes allowed in "
                                + DurationText.of(context.policy.rateLimit().window())
                                + " are used up: find out why hosts fail and return, or admit the host on the host itself");
            }
            if (verdict.rule() == SafetyRule.MANUAL_MODE) {
                return new Condition(Type.Stalled, Status.True, "ManualActionRequired", verdict.message());
            }
        }
        return new Condition(Type.Stalled, Status.False, "NotStalled", "no decision waits for a person");
    }

    private static Condition routesConverged(DecisionContext context, State next) {
        Type type = Type.RoutesConverged;
        if (!context.observation.anyFrontDoorAnswers()) {
            return new Condition(type, Status.Unknown, "NoFrontDoorAnswers", "no host agent answers; check the agents");
        }
        if (!TransitionProgress.routed(context.policy, next::inUse, context.observation)) {
            return new Condition(
                    type,
                    Status.False,
                    "RoutesBehind",
                    "a front door still routes to a non-admitted host; configuration update in progress");
        }
        if (next.active().isPresent() && context.onSite()) {
            SiteName active = next.active().get();
            for (FrontDoorReport report : context.observation.frontDoors().values()) {
                if (report.reachable() && !report.uses(active)) {
                    return new Condition(
                            type,
                            Status.False,
                            "ActiveSiteNotRouted",
                            "a front door does not route to " + active + "; see its agent's report");
                }
            }
        }
        return new Condition(
                type, Status.True, "Converged", "every front door that answers routes to admitted sites only");
    }

    private static Condition failoverAllowed(DecisionContext context, State next) {
        Type type = Type.FailoverAllowed;
        if (context.paused()) {
            Policy.Pause pause = context.policy.requests().pause().orElseThrow();
            return new Condition(
                    type,
                    Status.False,
                    "Paused",
                    "paused until " + pause.until() + " (" + pause.reason() + "); resume to end it earlier");
        }
        if (context.rules.manualMode.blocksFailover(context.policy, next.epoch())) {
            return new Condition(
                    type, Status.False, "ManualMode", "failover.mode is Manual; set Automatic to allow it");
        }
        int sites = context.policy.cloud() ? 1 : 0;
        for (SiteName host : context.policy.hosts()) {
            sites += next.inUse(host) ? 1 : 0;
        }
        if (sites < 2) {
            return new Condition(
                    type, Status.False, "NoOtherSite", "there is no other site to fail over to; bring a host back");
        }
        if (!context.rules.rateLimit.allows(
                context.policy, next.roleChanges(), next.clock().steady())) {
            return new Condition(
                    type,
                    Status.True,
                    "OnlyFromLostSite",
                    "the allowed number of role changes is used up: failover away from a lost site is enabled, failback is not");
        }
        return new Condition(type, Status.True, "Automatic", "automatic failover is enabled");
    }
}
