package io.prontuario.pulumi.gcp.config;

import java.util.Locale;

/** The purpose of a stack. Production protects every resource and requires every safeguard. */
public enum Environment {
    DEV,
    STAGING,
    PROD;

    /** The name in configuration, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean production() {
        return this == PROD;
    }
}
