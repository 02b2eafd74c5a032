package io.prontuario.workloads.common;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A probe, answered on the selector thread from memory: it says what it knows although every request thread waits for a
 * database.
 */
record ProbeRoute(String pattern, Supplier<HttpReply> reply) implements AsyncRoute {
    /** The process lives. */
    static ProbeRoute live() {
        return new ProbeRoute(
                "/livez", () -> HttpReply.json(200, "application/json", Map.of(), Map.of("status", "ok")));
    }

    /** The process can serve requests, or why not. */
    static ProbeRoute ready(Supplier<Readiness.Status> readiness, Identity identity) {
        return new ProbeRoute("/readyz", () -> ready(readiness.get(), identity));
    }

    private static HttpReply ready(Readiness.Status status, Identity identity) {
        return HttpReply.json(
                status.ready() ? 200 : 503,
                "application/json",
                Map.of(),
                Map.of(
                        "status", status.ready() ? "ok" : "unavailable",
                        "reason", status.reason(),
                        "site", identity.site(),
                        "profile", identity.profile().wireName()));
    }

    @Override
    public boolean matches(String path) {
        return pattern.equals(path);
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.respond(reply.get());
    }
}
