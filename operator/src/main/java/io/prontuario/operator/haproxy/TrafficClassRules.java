package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import java.util.List;

/**
 * Timeouts and retry rules of a traffic class. The reasons for the timers and the worst-case sums are in docs/concepts/front-door.md.
 *
 * @param settings lines of the backend
 * @param serverOptions options of every host's server line
 */
record TrafficClassRules(List<String> settings, String serverOptions) {
    /** Requests in progress on one host: the next one goes to the next host, or waits. A host that is slow gets no more. */
    private static final int HOST_REQUESTS = 64;

    /** Two consecutive failed connects move the route; requests in flight are not cut. */
    private static final String MARK_DOWN = "observe layer4 error-limit 2 on-error mark-down";

    /** Ends requests that a dead host never acknowledged; long enough for a slow upload. */
    private static final String UNACKNOWLEDGED = " tcp-ut 10s";

    static TrafficClassRules of(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case Read -> new TrafficClassRules(
                    List.of(
                            "timeout server " + serverTimeout(trafficClass),
                            "retries 5",
                            "retry-on all-retryable-errors"),
                    MARK_DOWN + " maxconn " + HOST_REQUESTS);
                // An answer may take minutes, so only a request that was never sent, or has a key, goes to another
                // site.
            case Chat -> new TrafficClassRules(
                    List.of(
                            "timeout server " + serverTimeout(trafficClass),
                            "retries 5",
                            "retry-on conn-failure empty-response"),
                    MARK_DOWN + UNACKNOWLEDGED);
                // Not cut by a mark-down: that would also cut streams that are being moved off a dead server, and a
                // server
                // that only failed its checks still finishes its streams. TCP detects a dead host.
            case Stream -> new TrafficClassRules(
                    List.of("timeout server " + serverTimeout(trafficClass), "retries 8", "retry-on conn-failure"),
                    MARK_DOWN + UNACKNOWLEDGED);
        };
    }

    /** Which requests may be sent again after they were sent: they change nothing, or carry an idempotency key. */
    static List<String> replays(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case Read -> List.of(
                    // A write that is refused while the writer moves is refused by both hosts: its client repeats it,
                    // later.
                    "http-request disable-l7-retry unless { method GET HEAD }",
                    // So many are in progress only when both hosts are slow: each sent again would make them slower.
                    "http-request disable-l7-retry if { be_conn gt " + 2 * HOST_REQUESTS + " }",
                    // A write waits for its commit on two disks.
                    "http-request set-timeout server 3s unless { method GET HEAD }");
            case Chat, Stream -> List.of(
                    "http-request disable-l7-retry unless { method GET HEAD } or { req.hdr(Idempotency-Key) -m found }");
        };
    }

    /** How long a site may send nothing: before the answer of a read, and between the chunks of a chat or a stream. */
    static String serverTimeout(TrafficClass trafficClass) {
        return switch (trafficClass) {
            case Read -> "600ms";
            case Chat, Stream -> "180s";
        };
    }
}
