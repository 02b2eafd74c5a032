package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How long it must be known that no host serves before the cloud takes over.
 *
 * <p>Rule: {@code takeoverAfter} beyond the thresholds; {@code unreadyAfter} while a host is alive but unready to the cloud's own
 * checks, because then the operator on site is still deciding (see {@link UnreadyGracePeriod}).
 */
public final class TakeoverWindow {
    private TakeoverWindow() {}

    public static Duration length(Set<SafetyRule> guards, Policy policy, Map<SiteName, SiteState> sites) {
        if (guards.contains(SafetyRule.UNREADY_WINDOW)) {
            for (SiteName host : policy.hosts()) {
                SiteState site = SiteState.in(sites, host);
                if (site.lastResult() == CheckResult.UNREADY && site.health() != Health.UNKNOWN) {
                    return max(policy.takeoverAfter(), policy.unreadyAfter());
                }
            }
        }
        return policy.takeoverAfter();
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
