package io.prontuario.host.agent.database;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The last thing that happened which a person should know of, for as long as it is of use. Safe for use by several threads. */
final class Incidents {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final Incident NONE = new Incident("", 0, false);

    private final LongSupplier nanos;
    private volatile Incident last = NONE;

    /** @param over whether it is over when the box streams */
    private record Incident(String what, long at, boolean over) {}

    /** @param nanos the monotonic clock */
    Incidents(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void happened(String what) {
        last = new Incident(what, nanos.getAsLong(), false);
    }

    /** The box does not stream, and is brought to it in another way. */
    void detour(String what) {
        last = new Incident(what, nanos.getAsLong(), true);
    }

    /** The box streams. */
    void streams() {
        if (last.over()) {
            last = NONE;
        }
    }

    /** Empty when nothing happened lately. */
    String lately() {
        Incident incident = last;
        return nanos.getAsLong() - incident.at() < KEPT_NANOS ? incident.what() : "";
    }
}
