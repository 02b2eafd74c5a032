package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State.Evidence;
import java.time.Duration;
import java.util.Set;

/**
 * What a front door said before a long silence says nothing of now.
 *
 * <p>Rule: a front door that could not be asked {@code failureThreshold} times running is counted anew when it answers again. A
 * single lost report ends no run, see {@link CheckCounter}.
 *
 * <p>Why: the box on a host that stood still for four minutes came back with 21 good reports to its name, and the first new one
 * made the cloud hand back to a site that had served for seconds ({@link FailbackEligibility}). {@link TakeoverEvidence} does not believe the
 * last word of a silent box either.
 */
public final class StaleReportReset {
    private StaleReportReset() {}

    /** What the next report is counted on top of. */
    public static Evidence believed(Set<SafetyRule> guards, Policy policy, Evidence before) {
        boolean stale = guards.contains(SafetyRule.LAST_WORD) && before.unknowns() >= policy.failureThreshold();
        return stale
                ? new Evidence(before.lastSequence(), before.lastAt(), 0, 0, before.unknowns(), Duration.ZERO)
                : before;
    }
}
