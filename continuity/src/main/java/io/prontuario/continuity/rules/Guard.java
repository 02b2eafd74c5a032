package io.prontuario.continuity.rules;

import java.util.EnumSet;
import java.util.Set;

/**
 * The guards by name. A decider can be built without one of them: not for use, but so that tests and the simulator can show
 * which invariant breaks when it is missing.
 */
public enum Guard {
    /** {@link CheckCounting}: each check counts once. */
    COUNT_ONCE,
    /** {@link CheckCounting}: one observation ages evidence by one probe interval at most. */
    ACCRUAL_CAP,
    /** {@link CheckCounting}: a check that could not look is no evidence. */
    UNKNOWN_IS_NO_EVIDENCE,
    /** {@link HealthThresholds}: consecutive failures before Unhealthy. */
    FALL_THRESHOLD,
    /** {@link HealthThresholds}: consecutive successes before Healthy. */
    RISE_THRESHOLD,
    /** {@link PeerVeto}: a host that a front door still uses is not dead. */
    PEER_VETO,
    /** {@link UnreadyWindow}: alive but unready, with no other host to go to, needs a longer window. */
    UNREADY_WINDOW,
    /** {@link BootIdentity}: a restarted host is a new host. */
    BOOT_IDENTITY,
    /** {@link Stabilization}: a returned host is watched before it is used. */
    STABILIZATION,
    /** {@link NothingServes}: when nothing serves, a healthy host need not wait. */
    NOTHING_SERVES,
    /** {@link Successor}: the role goes only to a site that passes its checks now. */
    SUCCESSOR,
    /** {@link Damping}: at most k role changes a window while the active site still serves. */
    DAMPING,
    /** {@link PauseRule}: paused means no automatic transition. */
    PAUSE,
    /** {@link ManualMode}: report and wait for a person. */
    MANUAL_MODE,
    /** {@link NoHostServes}: the cloud takes over on positive evidence only. */
    POSITIVE_EVIDENCE,
    /** {@link SiteReturn}: the cloud hands back to a site that is stable. */
    SITE_RETURN,
    /** {@link Epochs}: a new epoch for every role change. */
    EPOCH;

    /** Every guard. */
    public static Set<Guard> all() {
        return EnumSet.allOf(Guard.class);
    }

    /** Every guard but this one. */
    public static Set<Guard> without(Guard removed) {
        return EnumSet.complementOf(EnumSet.of(removed));
    }
}
