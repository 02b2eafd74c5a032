package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.TakeoverEvidence;

/** The two conditions that need both sides: is the cloud ready to take over, and do both run the same object? */
final class StandbyConditions {
    private StandbyConditions() {}

    static Condition cloudStandbyReady(DecisionContext round, State next) {
        Type type = Type.CloudStandbyReady;
        if (!round.policy.cloud()) {
            return new Condition(
                    type, Status.False, "NoCloud", "spec.cloud is absent: when every host is down nothing serves");
        }
        SiteState cloud = next.site(SiteName.CLOUD);
        return switch (cloud.health()) {
            case UNHEALTHY -> new Condition(
                    type, Status.False, "CloudNotServing", "the cloud does not serve: " + cloud.detail());
            case UNKNOWN -> new Condition(
                    type, Status.Unknown, "CloudNotSeen", "the cloud cannot be checked from here: " + cloud.detail());
            case HEALTHY -> round.policy.operatorRole() == OperatorRole.CLOUD
                            && !round.policy.hosts().isEmpty()
                    ? views(round, next)
                    : new Condition(type, Status.True, "Standby", "the cloud's services answer");
        };
    }

    /** The cloud serves; can it also tell when it must? */
    private static Condition views(DecisionContext round, State next) {
        Type type = Type.CloudStandbyReady;
        TakeoverEvidence.Verdict verdict =
                TakeoverEvidence.judge(round.guards, round.policy, round.seen, next.frontDoors(), next.sites());
        if (CloudTakeoverPolicy.takenOver(next.mode())) {
            return new Condition(type, Status.True, "TakenOver", "the emergency profile serves");
        }
        switch (verdict) {
            case ALL_SILENT -> {
                return new Condition(
                        type,
                        Status.False,
                        "SiteSilent",
                        "neither front doors nor hosts answer; nothing was changed: check the connection to the site");
            }
            case FRONT_DOOR_SILENT -> {
                return new Condition(
                        type,
                        Status.False,
                        "FrontDoorSilent",
                        "no front door answers, though hosts do; nothing was changed: check the edge agents");
            }
            case HOST_SERVES, NO_HOST_SERVES, UNDECIDED -> {
                // a front door answers: the takeover can be decided
            }
        }
        if (specInSync(round, next).status() == Status.False) {
            return new Condition(
                    type,
                    Status.False,
                    "SpecOutOfSync",
                    "the site runs another spec; apply the same object to both clusters");
        }
        for (SiteName host : round.policy.hosts()) {
            SiteState site = next.site(host);
            if (site.admitted() && site.health() == Health.UNKNOWN) {
                return new Condition(
                        type,
                        Status.True,
                        "HostsNotSeen",
                        "the front door is the only view of the site: " + host + " cannot be checked from here");
            }
        }
        return new Condition(type, Status.True, "Standby", "the emergency profile is warm and both views see the site");
    }

    static Condition specInSync(DecisionContext round, State next) {
        Type type = Type.SpecInSync;
        if (round.policy.operatorRole() == OperatorRole.ONSITE
                || round.policy.hosts().isEmpty()) {
            return new Condition(
                    type,
                    Status.Unknown,
                    "ComparedInTheCloud",
                    "the cloud's operator compares; see its object's condition");
        }
        if (round.seen.onsite().isEmpty()) {
            return new Condition(
                    type, Status.Unknown, "NoHeartbeat", "no front door relays the on-site operator's heartbeat");
        }
        if (!round.seen.onsite().get().specHash().equals(round.seen.specHash())) {
            return new Condition(
                    type,
                    Status.False,
                    "SpecsDiffer",
                    "the site runs another spec; apply the same object to both clusters");
        }
        return FailbackEligibility.beats(round.policy, next.heartbeat())
                ? new Condition(type, Status.True, "SameSpec", "both sides run the same spec")
                : new Condition(
                        type,
                        Status.Unknown,
                        "HeartbeatStale",
                        "the on-site operator's heartbeat stands still; is it running?");
    }
}
