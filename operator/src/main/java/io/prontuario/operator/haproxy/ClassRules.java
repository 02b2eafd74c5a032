package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import java.util.List;

/**
 * Timeouts and retry rules of a traffic class. The timers' reasons and the worst-case sums are in docs/concepts/front-door.md.
 *
 * @param settings lines of the backend
 * @param serverOptions what every host's server line gets
 */
record ClassRules(List<String> settings, String serverOptions) {
    /** A request that may be sent twice: it changes nothing, or the service knows its key. */
    static final String REPLAYABLE =
            "http-request disable-l7-retry unless { method GET HEAD } or { req.hdr(Idempotency-Key) -m found }";

    /** Two failed connects in a row move the route; nothing in flight is cut by that. */
    private static final String MARK_DOWN = "observe layer4 error-limit 2 on-error mark-down";

    /** A request that a dead host never acknowledged; long enough for an upload that the service is slow to take. */
    private static final String UNACKNOWLEDGED = " tcp-ut 10s";

    static ClassRules of(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case Read -> new ClassRules(
                    List.of(
                            "timeout server " + serverTimeout(trafficClass),
                            "retries 5",
                            "retry-on all-retryable-errors",
                            REPLAYABLE),
                    MARK_DOWN);
                // An answer may take minutes, so only what was never sent, or is keyed, goes to another site.
            case Chat -> new ClassRules(
                    List.of(
                            "timeout server " + serverTimeout(trafficClass),
                            "retries 5",
                            "retry-on conn-failure empty-response",
                            REPLAYABLE),
                    MARK_DOWN + UNACKNOWLEDGED);
                // Never cut by a mark-down: it also cuts streams that are just being moved off the dead server, and a
                // server that only failed its checks still finishes its streams. TCP finds out about the dead.
            case Stream -> new ClassRules(
                    List.of("timeout server " + serverTimeout(trafficClass), "retries 8", "retry-on conn-failure"),
                    MARK_DOWN + UNACKNOWLEDGED);
        };
    }

    /** How long a site may be silent: before a read's answer, and between the pieces of a chat's or a stream's. */
    static String serverTimeout(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case Read -> "600ms";
            case Chat, Stream -> "180s";
        };
    }
}
