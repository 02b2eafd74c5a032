package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * At most so many automatic role changes in a window; then changes are blocked and a condition says so.
 *
 * <p>Rule: every automatic role change is counted; once {@code rateLimit.changes} are used up, a change away from a site that still
 * serves is blocked until the oldest one leaves {@code rateLimit.window}. A change away from a lost site is counted but never blocked:
 * that would keep the role on a dead site. Each of those needs an admission before it, and admissions are blocked, so the total stays at
 * {@code changes} + the number of hosts in any window in which the cloud serves.
 *
 * <p>Why: a host that crashes every twelve minutes passes every other rule; without a limit it moves the whole hospital ten times an
 * hour (as {@code maxUnhealthy} of Cluster API's MachineHealthCheck, or pg_auto_failover's flapping).
 */
public class RoleChangeRateLimit {
    RoleChangeRateLimit() {}

    /** Whether another change away from a serving site is allowed. {@code steadyNow} is {@code State.Clock.steady}. */
    public boolean allows(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        return within(policy, roleChanges, steadyNow).size()
                < policy.rateLimit().changes();
    }

    /** The changes that are still in the window. */
    public static List<Instant> within(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        Instant start = steadyNow.minus(policy.rateLimit().window());
        if (roleChanges.isEmpty() || roleChanges.get(0).isAfter(start)) {
            return roleChanges;
        }
        List<Instant> kept = new ArrayList<>(roleChanges.size());
        for (Instant change : roleChanges) {
            if (change.isAfter(start)) {
                kept.add(change);
            }
        }
        return kept;
    }

    /** When the next change is allowed again, at the earliest; zero when it is allowed now. */
    public static Duration remaining(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        List<Instant> kept = within(policy, roleChanges, steadyNow);
        if (kept.size() < policy.rateLimit().changes()) {
            return Duration.ZERO;
        }
        Instant freed = kept.get(kept.size() - policy.rateLimit().changes());
        return Duration.between(steadyNow, freed.plus(policy.rateLimit().window()));
    }
}
