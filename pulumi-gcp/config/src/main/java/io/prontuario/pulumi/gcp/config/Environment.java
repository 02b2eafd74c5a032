package io.prontuario.pulumi.gcp.config;

import java.util.Locale;

/** What a stack is for. Production protects every resource and needs every safeguard switched on. */
public enum Environment {
    DEV,
    STAGING,
    PROD;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean production() {
        return this == PROD;
    }
}
