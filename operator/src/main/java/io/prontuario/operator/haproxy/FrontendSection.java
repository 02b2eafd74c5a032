package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import io.prontuario.host.protocol.HaproxyNames;
import java.util.Comparator;
import java.util.List;

/** Frontends: listeners, headers that the front door sets, and routes by longest path prefix. */
final class FrontendSection {
    private static final String UNROUTED = "unrouted";
    /** Of one address: a quarter of the front door's. A whole ward can be behind one address. */
    private static final int MOST_CONNECTIONS = 1_000;

    private FrontendSection() {}

    static void write(ConfigText text, Frontend frontend, Traffic traffic) {
        text.section("frontend", "fe_" + frontend.name()).line(bind(frontend));
        // One machine must not take every connection that the front door has.
        text.line("stick-table type ipv6 size 100k expire 1m store conn_cur")
                .line("tcp-request connection track-sc0 src")
                .line("tcp-request connection reject if { sc0_conn_cur gt " + MOST_CONNECTIONS + " }");
        // A client may not set the platform's own headers or the request id.
        text.line("http-request del-header X-Forwarded-For")
                .line("http-request del-header X-Prontuario- -m beg")
                .line("http-request set-header X-Request-Id %[unique-id]")
                .line("http-after-response set-header X-Request-Id %[unique-id]");
        if (frontend.tlsSecretRef() != null) {
            text.line("http-request set-header X-Forwarded-Proto https")
                    .line("http-after-response set-header Strict-Transport-Security max-age=31536000");
        }
        int number = 0;
        for (Route route : longestFirst(frontend.routes())) {
            String name = "route" + ++number;
            writeRoute(text, name, route, traffic.pool(route.service(), route.trafficClass()));
        }
        text.line("default_backend " + UNROUTED);
    }

    static void writeUnrouted(ConfigText text) {
        text.section("backend", UNROUTED)
                .line(ProblemResponse.answer(
                        404, "No such route", "The front door carries no service under this path.", 0));
    }

    private static String bind(Frontend frontend) {
        String secret = frontend.tlsSecretRef();
        return secret == null
                ? "bind " + ProxyNames.listen(frontend.port())
                : "bind " + ProxyNames.listen(frontend.port()) + " ssl crt " + HaproxyNames.CERTIFICATES + "/"
                        + ProxyNames.certificateFile(secret) + " alpn h2,http/1.1";
    }

    private static List<Route> longestFirst(List<Route> routes) {
        return routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> -route.path().length())
                        .thenComparing(Route::path))
                .toList();
    }

    /** While hosts accept connections but none is ready, the hold backend is used; see {@link BusyBackendSection}. */
    private static void writeRoute(ConfigText text, String name, Route route, Traffic.Pool pool) {
        writePath(text, name, route.path());
        if (!pool.hosts().isEmpty()) {
            for (Traffic.Server host : pool.hosts()) {
                text.line("acl " + name + "_ready srv_is_up(" + pool.backend() + "/" + host.site() + ")")
                        .line("acl " + name + "_alive srv_is_up(" + pool.holdBackend() + "/"
                                + BusyBackendSection.says(host) + ")");
            }
            text.line("use_backend " + pool.holdBackend() + " if " + name + " " + name + "_alive !" + name + "_ready");
        }
        text.line("use_backend " + pool.backend() + " if " + name);
    }

    /** Whole path segments: {@code /v1/chat} matches {@code /v1/chat} and {@code /v1/chat/x}, not {@code /v1/chats}. */
    private static void writePath(ConfigText text, String name, String path) {
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!stem.isEmpty()) {
            text.line("acl " + name + " path " + stem);
        }
        text.line("acl " + name + " path_beg " + stem + "/");
    }
}
