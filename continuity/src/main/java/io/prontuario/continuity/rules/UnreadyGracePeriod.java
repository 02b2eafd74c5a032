package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State.SiteState;

/**
 * Alive but unready, with no other host that passes, needs a longer window.
 *
 * <p>Rule: an Unhealthy host that accepts connections is decided failed at once when another admitted host passes its checks; with none,
 * only after it has failed for {@code unreadyAfter}. A dead host is decided failed at the failure threshold.
 *
 * <p>Why: both hosts unready at once usually means that something they share broke (a migration, a bad image, a database). Fifty cloud
 * seats do not hold two hundred users, and the hosts may be back in seconds.
 */
public class UnreadyGracePeriod {
    UnreadyGracePeriod() {}

    public boolean passed(Policy policy, SiteState host, boolean anotherHostPasses) {
        return host.lastResult() != CheckResult.UNREADY
                || anotherHostPasses
                || host.evidence().duration().compareTo(policy.windows().unreadyAfter()) >= 0;
    }
}
