package io.prontuario.continuity.model;

/** FULL: every site serves. DEGRADED: fewer, on site. EMERGENCY: the cloud serves. OUTAGE: nothing does. FAILBACK: hosts are back and being watched. */
public enum Mode {
    FULL,
    DEGRADED,
    EMERGENCY,
    OUTAGE,
    FAILBACK
}
