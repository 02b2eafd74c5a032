package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Health;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.State.SiteState;
import java.time.Duration;

/**
 * Coming back is slow.
 *
 * <p>Rule: a host whose earlier admission ended (restart, or decided failed) is admitted after it has passed every check for {@code
 * stabilization}, as accrued per check. A host with no admission on record, at a platform's creation, is admitted as soon as it is
 * Healthy. A host whose boot id was known and is not reported now is not admitted: the admission could not be latched on it.
 *
 * <p>Why: a host that failed once is likely to fail again within minutes; every return and new failure is one more role change for
 * people at work. GitHub's 24 hours in 2018 began with automation that moved roles on 43 s of evidence.
 */
public class Stabilization {
    Stabilization() {}

    public boolean passed(Policy policy, SiteState host) {
        return host.health() == Health.HEALTHY
                && (host.admission() == Admission.NEVER
                        || remaining(policy, host).isZero());
    }

    /** How much of the window is left, at best. */
    public static Duration remaining(Policy policy, SiteState host) {
        Duration observed = host.evidence().successes() > 0 ? host.evidence().duration() : Duration.ZERO;
        Duration left = policy.windows().stabilization().minus(observed);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
