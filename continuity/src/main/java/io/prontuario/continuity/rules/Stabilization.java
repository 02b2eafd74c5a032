package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;
import java.util.Set;

/**
 * Coming back is slow.
 *
 * <p>Rule: a host whose earlier admission ended (restart, or decided failed) is admitted after it has passed every check for
 * {@code stabilization}, as accrued per check. A host with no admission on record, at a platform's creation, is admitted as
 * soon as it is Healthy. A host whose boot id was known and is not reported now is not admitted: it could not be latched.
 *
 * <p>Why: a host that failed once is likelier to fail again within minutes; every return and new failure is one more role
 * change for people at work. GitHub's 24 hours in 2018 began with automation that moved roles on 43 s of evidence.
 */
public final class Stabilization {
    private Stabilization() {}

    public static boolean passed(Set<SafetyRule> guards, Policy policy, SiteState host) {
        if (host.health() != Health.HEALTHY) {
            return false;
        }
        return host.admission() == Admission.NEVER
                || !guards.contains(SafetyRule.STABILIZATION)
                || remaining(policy, host).isZero();
    }

    /** How much of the window is left, at best. */
    public static Duration remaining(Policy policy, SiteState host) {
        Duration watched = host.evidence().successes() > 0 ? host.evidence().held() : Duration.ZERO;
        Duration left = policy.stabilization().minus(watched);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
