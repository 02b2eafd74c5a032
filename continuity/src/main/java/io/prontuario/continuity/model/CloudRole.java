package io.prontuario.continuity.model;

/**
 * What the cloud's operator has decided about the cloud. The on-site operator does not decide it and leaves it at STANDBY, and so does
 * the operator of a platform without hosts, which has no site to take over from.
 */
public enum CloudRole {
    /** The site serves. The emergency profile is kept warm. */
    STANDBY,
    /** The cloud has taken over: the emergency profile runs at full size and the public name points to it. */
    ACTIVE;

    /**
     * The role that goes with a mode which the cloud's operator recorded. Status holds the mode only, and the two never contradict
     * each other: a cloud that has taken over is in Emergency, Outage or Failback.
     */
    public static CloudRole recordedWith(Mode mode) {
        return switch (mode) {
            case EMERGENCY, OUTAGE, FAILBACK -> ACTIVE;
            case FULL, DEGRADED -> STANDBY;
        };
    }
}
