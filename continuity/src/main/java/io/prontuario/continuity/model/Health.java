package io.prontuario.continuity.model;

/** What the checks of a site say. UNKNOWN is not unhealthy: it never promotes a site and never ages a failure. */
public enum Health {
    HEALTHY,
    UNHEALTHY,
    UNKNOWN
}
