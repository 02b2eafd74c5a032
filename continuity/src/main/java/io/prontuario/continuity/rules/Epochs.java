package io.prontuario.continuity.rules;

import java.util.Set;

/**
 * A new epoch for every role change.
 *
 * <p>Rule: {@code next = max(own, heard) + 1} when the active site changes, else {@code own}. Receivers refuse what comes with an
 * older epoch, so an epoch is never used twice.
 */
public final class Epochs {
    private Epochs() {}

    public static long next(Set<Guard> guards, long own, boolean roleChanges) {
        return roleChanges && guards.contains(Guard.EPOCH) ? own + 1 : own;
    }
}
