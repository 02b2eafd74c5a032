package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * In manual mode a role change is reported and left to a person.
 *
 * <p>Rule: with {@code failover.mode: Manual} no host is decided failed and the active site does not change, except from "no
 * epoch yet" to the first one: a platform's creation is no failover. With {@code failback.mode: Manual} a returned host waits
 * for the local override, unless nothing serves.
 */
public final class ManualMode {
    private ManualMode() {}

    public static boolean holdsFailover(Set<SafetyRule> guards, Policy policy, long epoch) {
        return guards.contains(SafetyRule.MANUAL_MODE) && !policy.automaticFailover() && epoch > 0;
    }

    public static boolean holdsFailback(Set<SafetyRule> guards, Policy policy) {
        return guards.contains(SafetyRule.MANUAL_MODE) && !policy.automaticFailback();
    }
}
