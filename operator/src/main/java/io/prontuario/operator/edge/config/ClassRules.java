package io.prontuario.operator.edge.config;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import java.util.List;

/**
 * Timeouts and retry rules of a traffic class. The timers' reasons and the worst-case sums are in docs/front-door.md.
 *
 * @param settings lines of the backend
 * @param serverOptions what every host's server line gets
 */
record ClassRules(List<String> settings, String serverOptions) {
    /** A request that may be sent twice: it changes nothing, or the service knows its key. */
    private static final String REPLAYABLE =
            "http-request disable-l7-retry unless { method GET HEAD } or { req.hdr(Idempotency-Key) -m found }";

    static ClassRules of(TrafficClass trafficClass) {
        return switch (trafficClass) {
                // Two failed connects in a row move the route; nothing in flight is cut by that.
            case Read -> new ClassRules(
                    List.of("timeout server 600ms", "retries 5", "retry-on all-retryable-errors", REPLAYABLE),
                    "observe layer4 error-limit 2 on-error mark-down");
                // An answer may take minutes, so only what was never sent, or is keyed, goes to another site.
            case Chat -> new ClassRules(
                    List.of("timeout server 180s", "retries 5", "retry-on conn-failure empty-response", REPLAYABLE),
                    "observe layer4 error-limit 2 on-error mark-down");
                // Marking down cuts the streams on that server, so it takes failed checks, not failed connects.
            case Stream -> new ClassRules(
                    List.of("timeout server 180s", "retries 8", "retry-on conn-failure"),
                    "observe layer4 error-limit 1 on-error fastinter on-marked-down shutdown-sessions");
        };
    }
}
