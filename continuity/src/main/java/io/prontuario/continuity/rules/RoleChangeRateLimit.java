package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * At most {@code maxRoleChanges} automatic role changes in {@code dampingWindow}; then hold, and say so.
 *
 * <p>Rule: every automatic role change is counted; once the budget is used, a change away from a site that still serves is
 * held until the oldest one leaves the window. A change away from a site that is lost is counted but never held: holding it
 * would keep the role on a dead site, which invariant 20 forbids. Each of those needs an admission before it, and admissions
 * are held, so the total stays at {@code maxRoleChanges} + the number of hosts in any window in which the cloud serves.
 *
 * <p>Why: a host that crashes every twelve minutes passes every other guard; without a brake it moves the whole hospital ten
 * times an hour (the machine health check's brake in Cluster API, pg_auto_failover's flapping).
 */
public final class RoleChangeRateLimit {
    private RoleChangeRateLimit() {}

    /** Whether another change away from a serving site fits the budget. {@code steadyNow} is {@code State.steady}. */
    public static boolean allows(Set<SafetyRule> guards, Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        return !guards.contains(SafetyRule.DAMPING)
                || within(policy, roleChanges, steadyNow).size() < policy.maxRoleChanges();
    }

    /** The changes that are still in the window. */
    public static List<Instant> within(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        Instant start = steadyNow.minus(policy.dampingWindow());
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

    /** When the next change fits again, at the earliest; zero when it fits now. */
    public static Duration remaining(Policy policy, List<Instant> roleChanges, Instant steadyNow) {
        List<Instant> kept = within(policy, roleChanges, steadyNow);
        if (kept.size() < policy.maxRoleChanges()) {
            return Duration.ZERO;
        }
        Instant freed = kept.get(kept.size() - policy.maxRoleChanges());
        return Duration.between(steadyNow, freed.plus(policy.dampingWindow()));
    }
}
