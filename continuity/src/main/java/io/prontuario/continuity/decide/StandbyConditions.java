package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.FailbackEligibility;
import io.prontuario.continuity.rules.TakeoverEvidence.Finding;

/** The two conditions that need both sides: is the cloud ready to take over, and do both run the same object? */
final class StandbyConditions {
    private static final String DIFFERENT_SPEC =
            "the site runs a different spec; apply the same object to both clusters";

    private StandbyConditions() {}

    static Condition cloudStandbyReady(DecisionContext context, State next) {
        Type type = Type.CloudStandbyReady;
        if (!context.policy.cloud()) {
            return new Condition(
                    type, Status.False, "NoCloud", "spec.cloud is absent: when every host is down no site serves");
        }
        SiteState cloud = next.site(SiteName.CLOUD);
        return switch (cloud.health()) {
            case UNHEALTHY -> new Condition(
                    type, Status.False, "CloudNotServing", "the cloud does not serve: " + cloud.detail());
            case UNKNOWN -> new Condition(
                    type,
                    Status.Unknown,
                    "CloudNotChecked",
                    "the cloud cannot be checked from here: " + cloud.detail());
            case HEALTHY -> context.policy.cloudStandsBy()
                    ? views(context, next)
                    : new Condition(type, Status.True, "Standby", "the cloud's services answer");
        };
    }

    /** The cloud serves; can it also tell when it must? */
    private static Condition views(DecisionContext context, State next) {
        Type type = Type.CloudStandbyReady;
        if (next.roles().cloud() == CloudRole.ACTIVE) {
            return new Condition(type, Status.True, "TakenOver", "the emergency profile serves");
        }
        Finding finding = context.rules.takeoverEvidence.find(
                context.policy, context.observation, next.reports().frontDoors(), next.sites());
        switch (finding) {
            case ALL_SILENT -> {
                return new Condition(
                        type,
                        Status.False,
                        "SiteSilent",
                        "neither front doors nor hosts answer; nothing changed: check the connection to the site");
            }
            case FRONT_DOOR_SILENT -> {
                return new Condition(
                        type,
                        Status.False,
                        "FrontDoorSilent",
                        "no front door answers, though hosts do; nothing changed: check the host agents");
            }
            case HOST_SERVES, NO_HOST_SERVES, UNDECIDED -> {
                // a front door answers: the takeover can be decided
            }
        }
        if (specInSync(context, next).status() == Status.False) {
            return new Condition(type, Status.False, "SpecOutOfSync", DIFFERENT_SPEC);
        }
        for (SiteName host : context.policy.hosts()) {
            if (next.inUse(host) && next.site(host).health() == Health.UNKNOWN) {
                return new Condition(
                        type,
                        Status.True,
                        "HostsNotChecked",
                        "the front door is the only view of the site: " + host + " cannot be checked from here");
            }
        }
        return new Condition(type, Status.True, "Standby", "the emergency profile is warm and both views see the site");
    }

    static Condition specInSync(DecisionContext context, State next) {
        Type type = Type.SpecInSync;
        if (!context.policy.cloudStandsBy()) {
            return new Condition(
                    type,
                    Status.Unknown,
                    "ComparedInCloud",
                    "the cloud's operator compares; see its object's condition");
        }
        if (context.observation.onsite().isEmpty()) {
            return new Condition(
                    type, Status.Unknown, "NoHeartbeat", "no front door relays the on-site operator's heartbeat");
        }
        if (!context.observation.onsite().get().specHash().equals(context.observation.specHash())) {
            return new Condition(type, Status.False, "SpecsDiffer", DIFFERENT_SPEC);
        }
        return FailbackEligibility.heartbeatRises(context.policy, next.reports().heartbeat())
                ? new Condition(type, Status.True, "SameSpec", "both sides run the same spec")
                : new Condition(
                        type,
                        Status.Unknown,
                        "HeartbeatStale",
                        "the on-site operator's heartbeat does not rise; check whether it runs");
    }
}
