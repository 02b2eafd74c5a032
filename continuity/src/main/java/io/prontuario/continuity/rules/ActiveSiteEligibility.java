package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.State.SiteState;

/**
 * A host becomes active only if it passes its checks now.
 *
 * <p>Rule: the next active host is admitted, Healthy, and its newest check passed. When the only other admitted host is failing but not
 * decided failed, the active site waits for its next checks: at most one more fall window. Routes do not wait.
 *
 * <p>Why: two hosts that die together are seen one check apart. Naming the second one active for five seconds is a role change onto a
 * dead host, and an epoch for nothing. Unknown never promotes.
 */
public class ActiveSiteEligibility {
    ActiveSiteEligibility() {}

    public boolean passes(SiteState host) {
        return host.admitted()
                && host.health() == Health.HEALTHY
                && host.evidence().successes() > 0 // a health read back from status is no check that passed
                && host.evidence().failures() == 0
                && host.evidence().unknowns() == 0;
    }
}
