package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.HandledRequest;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Instant;
import java.util.Optional;

/** Second phase of a platform without hosts on site: the cloud serves everything, or no site does. */
final class CloudOnlyPolicy {
    private CloudOnlyPolicy() {}

    static ProposedState propose(DecisionContext context, Observed observed) {
        ProposedState unchanged = ProposedState.unchanged(context.before, observed.sites(), observed.reports());
        if (context.paused()) {
            context.blocked(
                    SafetyRule.PAUSE,
                    OnSitePolicy.paused(context.policy.requests().pause().orElseThrow()));
            return unchanged;
        }
        ProposedState proposed = follow(context, observed, unchanged);
        if (!proposed.active().equals(context.before.active()) && context.manualFailover()) {
            context.blocked(
                    SafetyRule.MANUAL_MODE,
                    "failover.mode is Manual: " + proposed.reason() + "; a person has to decide");
            return unchanged;
        }
        return proposed;
    }

    private static ProposedState follow(DecisionContext context, Observed observed, ProposedState unchanged) {
        if (!context.policy.cloud()) {
            return proposed(
                    observed, Mode.OUTAGE, Optional.empty(), "there is neither a host nor a cloud", Optional.empty());
        }
        SiteState cloud = observed.site(SiteName.CLOUD);
        return switch (cloud.health()) {
            case HEALTHY -> proposed(
                    observed, Mode.FULL, Optional.of(SiteName.CLOUD), "the cloud serves", Optional.of(cloud.since()));
            case UNHEALTHY -> proposed(
                    observed,
                    Mode.OUTAGE,
                    Optional.empty(),
                    "the cloud does not serve: " + cloud.detail(),
                    cloud.failingSince());
            case UNKNOWN -> unchanged;
        };
    }

    private static ProposedState proposed(
            Observed observed, Mode mode, Optional<SiteName> active, String reason, Optional<Instant> detectedAt) {
        return new ProposedState(
                mode,
                active,
                CloudRole.STANDBY,
                observed.sites(),
                observed.reports(),
                HandledRequest.none(),
                reason,
                detectedAt);
    }
}
