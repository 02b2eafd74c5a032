package io.prontuario.continuity.rules;

/**
 * Every change of the active site has a new epoch.
 *
 * <p>Rule: the epoch rises by one when the active site changes, and only then. Receivers refuse an order with an older epoch, so an
 * epoch is never used twice.
 */
public class Epochs {
    /** More role changes than a site can make between two heartbeats. */
    public static final long CLOUD_LEAP = 1000;

    Epochs() {}

    public long next(long epoch, boolean roleChanges) {
        return roleChanges ? epoch + 1 : epoch;
    }

    /** The epoch below which the witness accepts nothing once it is given to the cloud in this epoch. */
    public static long fencedForCloud(long epoch) {
        return epoch + CLOUD_LEAP;
    }

    /**
     * The cloud's next epoch after the newest it knows of. It leaps, so that it is above any that the site may have granted without the
     * cloud's knowledge: no number is ever used by both. Two leaps, because the site itself leaps once, over a witness that was given to
     * the cloud and came back.
     */
    public static long nextInCloud(long known) {
        return known + 2 * CLOUD_LEAP;
    }
}
