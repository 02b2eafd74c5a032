package io.prontuario.continuity.model;

/** What is known of a site. UNKNOWN is not unhealthy: it never promotes and never ages a failure. */
public enum Health {
    HEALTHY,
    UNHEALTHY,
    UNKNOWN
}
