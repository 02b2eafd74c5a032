package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import java.time.Instant;
import java.util.Set;

/**
 * Paused means no automatic transition, and a pause always expires.
 *
 * <p>Rule: while {@code now < pause.until}, mode, active site and epoch stay, and no host is admitted or decided failed. Facts
 * are still recorded: health, and that a host restarted.
 *
 * <p>Why: maintenance looks like failure. A pause that does not expire is a failover that is off and that nobody remembers.
 */
public final class PauseRule {
    private PauseRule() {}

    public static boolean paused(Set<SafetyRule> guards, Policy policy, Instant now) {
        return guards.contains(SafetyRule.PAUSE)
                && policy.pause().isPresent()
                && now.isBefore(policy.pause().get().until());
    }
}
