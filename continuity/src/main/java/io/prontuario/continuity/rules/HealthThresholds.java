package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Evidence;
import java.util.Set;

/**
 * Separate thresholds to fall and to rise.
 *
 * <p>Rule: Unhealthy at {@code failureThreshold} failures with no success between them, Healthy at {@code successThreshold}
 * successes with no failure between them, Unknown after {@code failureThreshold} checks in a row that could not look; else
 * health stays what it was. With 5 s/2 s/3 a silent death is seen after at most 5 + 2 × 5 + 2 = 17 s.
 *
 * <p>Why: with independent loss of 5 % three failures in a row happen once in 8,000 checks; a single failed check happens
 * every hundred seconds.
 */
public final class HealthThresholds {
    private HealthThresholds() {}

    /** Whether the process's own evidence is past the fall threshold; a health read back from status alone is not. */
    public static boolean fallen(Set<SafetyRule> guards, Policy policy, Health health, Evidence evidence) {
        int fall = guards.contains(SafetyRule.FALL_THRESHOLD) ? policy.failureThreshold() : 1;
        return health == Health.UNHEALTHY && evidence.failures() >= fall;
    }

    public static Health judge(Set<SafetyRule> guards, Policy policy, Health before, Evidence evidence) {
        int fall = guards.contains(SafetyRule.FALL_THRESHOLD) ? policy.failureThreshold() : 1;
        int rise = guards.contains(SafetyRule.RISE_THRESHOLD) ? policy.successThreshold() : 1;
        if (evidence.unknowns() >= policy.failureThreshold()) {
            return Health.UNKNOWN;
        }
        if (evidence.unknowns() > 0) {
            return before;
        }
        if (evidence.failures() >= fall) {
            return Health.UNHEALTHY;
        }
        if (evidence.successes() >= rise) {
            return Health.HEALTHY;
        }
        return before;
    }
}
