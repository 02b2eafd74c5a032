package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.util.Map;

/**
 * How long it must be known that no host serves before the cloud takes over; part of {@link TakeoverEvidence}.
 *
 * <p>Rule: {@code takeoverAfter} beyond the thresholds; {@code unreadyAfter} while a host is alive but unready to the cloud's own checks,
 * because then the on-site operator is still deciding (see {@link UnreadyGracePeriod}).
 */
public class TakeoverWindow {
    TakeoverWindow() {}

    public Duration length(Policy policy, Map<SiteName, SiteState> sites) {
        Duration takeoverAfter = policy.windows().takeoverAfter();
        Duration unreadyAfter = policy.windows().unreadyAfter();
        for (SiteName host : policy.hosts()) {
            SiteState site = SiteState.in(sites, host);
            if (site.lastResult() == CheckResult.UNREADY && site.health() != Health.UNKNOWN) {
                return takeoverAfter.compareTo(unreadyAfter) >= 0 ? takeoverAfter : unreadyAfter;
            }
        }
        return takeoverAfter;
    }
}
