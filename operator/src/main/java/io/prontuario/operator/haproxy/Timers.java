package io.prontuario.operator.haproxy;

import io.prontuario.crds.Durations;

/** Durations in HAProxy's syntax, which has no {@code 1m30s}. */
final class Timers {
    private Timers() {}

    static String of(String duration) {
        return Durations.parse(duration).toMillis() + "ms";
    }
}
