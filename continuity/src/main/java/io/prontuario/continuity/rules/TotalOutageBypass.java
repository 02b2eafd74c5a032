package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * When nothing serves, a healthy host need not wait.
 *
 * <p>Rule: the stabilisation window, damping and manual failback hold a healthy host back only while something better is
 * positively known to serve: another admitted host, or the cloud. With neither, Healthy (the rise threshold) is enough.
 *
 * <p>Why: those guards protect people from needless changes. With nothing serving every change is needed, and doing nothing is
 * a violation too (invariant 20).
 */
public final class TotalOutageBypass {
    private TotalOutageBypass() {}

    public static boolean waives(Set<SafetyRule> guards, boolean anyHostAdmitted, CloudAvailability.Answer cloud) {
        return guards.contains(SafetyRule.NOTHING_SERVES) && !anyHostAdmitted && cloud != CloudAvailability.Answer.YES;
    }
}
