package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import java.time.Instant;

/**
 * Paused means no automatic transition, and a pause always expires.
 *
 * <p>Rule: while {@code now < pause.until}, mode, active site and epoch stay, and no host is admitted or decided failed. Facts are still
 * recorded: health, and that a host restarted.
 *
 * <p>Why: maintenance looks like failure. A pause that does not expire disables failover without a reminder.
 */
public class PauseRule {
    PauseRule() {}

    public boolean paused(Policy policy, Instant now) {
        return policy.requests().pause().isPresent()
                && now.isBefore(policy.requests().pause().get().until());
    }
}
