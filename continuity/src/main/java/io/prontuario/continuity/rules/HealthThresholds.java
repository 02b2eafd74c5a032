package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State.Evidence;

/**
 * Separate thresholds to fall and to rise.
 *
 * <p>Rule: Unhealthy at {@code thresholds.failures} failures with no success between them, Healthy at {@code thresholds.successes}
 * successes with no failure between them, Unknown after {@code thresholds.failures} checks in a row that could not be made; else health
 * stays what it was. With an interval of 5 s, a timeout of 2 s and 3 failures a silent death is seen after at most 5 + 2 × 5 + 2 = 17 s.
 *
 * <p>Why: with independent loss of 5 % three failures in a row happen once in 8,000 checks; a single failed check happens every hundred
 * seconds.
 */
public class HealthThresholds {
    HealthThresholds() {}

    /** Whether the process's own evidence is past the failure threshold; a health read back from status alone is not. */
    public boolean fallen(Policy policy, Health health, Evidence evidence) {
        return health == Health.UNHEALTHY && evidence.failures() >= failures(policy);
    }

    public Health health(Policy policy, Health before, Evidence evidence) {
        if (evidence.unknowns() >= policy.thresholds().failures()) {
            return Health.UNKNOWN;
        }
        if (evidence.unknowns() > 0) {
            return before;
        }
        if (evidence.failures() >= failures(policy)) {
            return Health.UNHEALTHY;
        }
        if (evidence.successes() >= successes(policy)) {
            return Health.HEALTHY;
        }
        return before;
    }

    int failures(Policy policy) {
        return policy.thresholds().failures();
    }

    int successes(Policy policy) {
        return policy.thresholds().successes();
    }
}
