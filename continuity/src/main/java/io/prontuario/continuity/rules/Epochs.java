package io.prontuario.continuity.rules;

import io.prontuario.continuity.model.SafetyRule;
import java.util.Set;

/**
 * A new epoch for every role change.
 *
 * <p>Rule: {@code next = max(own, heard) + 1} when the active site changes, else {@code own}. Receivers refuse what comes with an
 * older epoch, so an epoch is never used twice.
 */
public final class Epochs {
    /** More role changes than a site can make between two heartbeats. */
    public static final long CLOUD_LEAP = 1000;

    private Epochs() {}

    public static long next(Set<SafetyRule> guards, long own, boolean roleChanges) {
        return roleChanges && guards.contains(SafetyRule.EPOCH) ? own + 1 : own;
    }

    /** What the witness is sealed to when it is given to the cloud in this epoch. */
    public static long sealedForCloud(long epoch) {
        return epoch + CLOUD_LEAP;
    }

    /**
     * The cloud's next epoch after the newest it has heard of. It leaps, so that it is above any that the site may have granted
     * unheard: no number is ever used by both. Two leaps: the site itself leaps once, over a witness that was given to the cloud and
     * came back.
     */
    public static long nextInCloud(long heard) {
        return heard + 2 * CLOUD_LEAP;
    }
}
