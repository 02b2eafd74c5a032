package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.SiteState;
import java.util.Set;

/**
 * The role goes only to a host that passes its checks now.
 *
 * <p>Rule: a successor is admitted, Healthy, and its newest check passed. When the only other admitted host is failing but not
 * decided, the role waits for its next checks: at most one more fall window. Routes do not wait.
 *
 * <p>Why: two hosts that die together are seen one check apart. Naming the second one active for five seconds is a role change
 * onto a dead host, and an epoch for nothing. Unknown never promotes.
 */
public final class ActiveSiteEligibility {
    private ActiveSiteEligibility() {}

    public static boolean passes(Set<SafetyRule> guards, SiteState host) {
        if (!guards.contains(SafetyRule.SUCCESSOR)) {
            return host.admitted();
        }
        return host.admitted()
                && host.health() == Health.HEALTHY
                && host.evidence().successes() > 0 // a health read back from status is no check that passed
                && host.evidence().failures() == 0
                && host.evidence().unknowns() == 0;
    }
}
