package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;

/**
 * Whether the cloud serves, as far as can be told from the site: yes when a front door would send requests there or the operator's own
 * check is Healthy; no when the check is Unhealthy or there is no cloud; else unknown. Unknown is not treated as an outage (the front
 * door falls back to the cloud by itself), and does not keep a healthy host out either.
 */
public enum CloudAvailability {
    SERVES,
    DOWN,
    UNKNOWN;

    public static CloudAvailability of(Policy policy, SiteState cloud, Observation observation) {
        if (!policy.cloud()) {
            return DOWN;
        }
        if (cloud.health() == Health.HEALTHY || observation.anyFrontDoorUses(SiteName.CLOUD)) {
            return SERVES;
        }
        return cloud.health() == Health.UNHEALTHY ? DOWN : UNKNOWN;
    }
}
