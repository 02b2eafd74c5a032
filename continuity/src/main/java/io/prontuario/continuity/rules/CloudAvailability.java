package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;

/**
 * Whether the cloud serves, as far as can be told from the site.
 *
 * <p>Rule: yes when a front door would send requests there or the cloud's own check is Healthy; no when its check is Unhealthy
 * or there is no cloud; else unknown. Unknown is not treated as an outage (the front door falls back to the cloud by itself),
 * and does not hold a healthy host back either.
 */
public final class CloudAvailability {
    private CloudAvailability() {}

    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    public static Answer judge(Policy policy, SiteState cloud, Observation seen) {
        if (!policy.cloud()) {
            return Answer.NO;
        }
        if (cloud.health() == Health.HEALTHY || PeerVeto.anyServes(seen, SiteName.CLOUD)) {
            return Answer.YES;
        }
        return cloud.health() == Health.UNHEALTHY ? Answer.NO : Answer.UNKNOWN;
    }
}
