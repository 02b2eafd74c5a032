package io.prontuario.continuity.model;

/** Why a change is asked for while nothing is broken. */
public enum PlannedChangeKind {
    /** A person wants the change. */
    SWITCHOVER,
    /** A failover test. It needs more redundancy than a switchover before it may begin. */
    DRILL
}
