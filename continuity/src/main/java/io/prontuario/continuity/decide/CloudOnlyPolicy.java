package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import java.util.Map;
import java.util.Optional;

/** A platform without hosts on site: the cloud serves everything, or nothing does. */
final class CloudOnlyPolicy {
    private CloudOnlyPolicy() {}

    static ProposedState judge(DecisionContext round, Map<SiteName, SiteState> sites) {
        if (PauseRule.paused(round.guards, round.policy, round.now)) {
            round.held(PauseRule.class, "paused: " + round.policy.pause().get().reason());
            return ProposedState.unchanged(round.before, sites);
        }
        SiteState cloud = SiteState.in(sites, SiteName.CLOUD);
        ProposedState target = target(round, sites, cloud);
        if (!target.active().equals(round.before.active())
                && ManualMode.holdsFailover(round.guards, round.policy, round.before.epoch())) {
            round.held(ManualMode.class, "failover.mode is Manual: " + target.reason());
            return ProposedState.unchanged(round.before, sites);
        }
        return target;
    }

    private static ProposedState target(DecisionContext round, Map<SiteName, SiteState> sites, SiteState cloud) {
        boolean none = !round.policy.cloud();
        Health health = none ? Health.UNHEALTHY : cloud.health();
        return switch (health) {
            case HEALTHY -> new ProposedState(
                    Mode.FULL, Optional.of(SiteName.CLOUD), sites, "the cloud serves", Optional.of(cloud.since()));
            case UNHEALTHY -> new ProposedState(
                    Mode.OUTAGE,
                    Optional.empty(),
                    sites,
                    none ? "there is neither a host nor a cloud" : "the cloud does not serve: " + cloud.detail(),
                    none ? Optional.empty() : cloud.failingSince());
            case UNKNOWN -> ProposedState.unchanged(round.before, sites);
        };
    }
}
