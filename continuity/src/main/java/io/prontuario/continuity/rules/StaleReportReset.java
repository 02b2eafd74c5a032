package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State.Evidence;
import java.time.Duration;

/**
 * Reports from before a long silence are not counted.
 *
 * <p>Rule: a front door that could not be asked {@code thresholds.failures} times running is counted anew when it answers again. A
 * single lost report ends no run, see {@link CheckCounter}.
 *
 * <p>Why: the box on a host that stood still for four minutes came back with 21 good reports on record, and the first new one made the
 * cloud hand back to a site that had served for seconds ({@link FailbackEligibility}). {@link TakeoverEvidence} ignores the last report
 * of a silent box for the same reason.
 */
public class StaleReportReset {
    StaleReportReset() {}

    /** The evidence that the next report is added to. */
    public Evidence beforeReport(Policy policy, Evidence before) {
        return before.unknowns() >= policy.thresholds().failures()
                ? new Evidence(before.lastSequence(), before.lastAt(), 0, 0, before.unknowns(), Duration.ZERO)
                : before;
    }
}
