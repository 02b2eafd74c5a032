package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;

/**
 * In manual mode a role change is reported and left to a person.
 *
 * <p>Rule: with {@code failover.mode: Manual} no host is decided failed and the active site does not change, except from "no epoch yet"
 * to the first one: a platform's creation is no failover. With {@code failback.mode: Manual} a returned host waits for the local
 * override, unless no site serves.
 *
 * <p>Why: some hospitals keep role changes to people.
 */
public class ManualMode {
    ManualMode() {}

    /** @param epoch 0: nothing was decided yet */
    public boolean blocksFailover(Policy policy, long epoch) {
        return !policy.automation().failover() && epoch > 0;
    }

    public boolean blocksFailback(Policy policy) {
        return !policy.automation().failback();
    }
}
