package io.prontuario.operator.haproxy;

import io.prontuario.crds.Durations;

/** The object's durations in HAProxy's words: it knows no {@code 1m30s}. */
final class Timers {
    private Timers() {}

    static String of(String duration) {
        return Durations.parse(duration).toMillis() + "ms";
    }
}
