package io.prontuario.continuity.model;

/** The state of the platform in one word. */
public enum Mode {
    /** Every site serves. */
    FULL,
    /** Fewer sites serve, at least one of them on site. */
    DEGRADED,
    /** The cloud serves the emergency profile. */
    EMERGENCY,
    /** No site serves. */
    OUTAGE,
    /** Hosts are healthy again and are observed before they are used. */
    FAILBACK
}
