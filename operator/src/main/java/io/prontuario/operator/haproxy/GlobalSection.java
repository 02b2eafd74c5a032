package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.host.protocol.HaproxyNames;

/** Process-wide settings and the defaults that every proxy inherits. */
final class GlobalSection {
    /** No path, query, header, user name or client address: paths contain patients' identifiers, and addresses identify people. */
    private static final String LOG_FORMAT = "'{\"time\":\"%[date,utime(%Y-%m-%dT%H:%M:%SZ)]\",\"requestId\":\"%ID\","
            + "\"frontend\":\"%f\",\"route\":\"%b\",\"site\":\"%s\",\"status\":%ST,\"termination\":\"%ts\",\"retries\":\"%rc\","
            + "\"queueMillis\":%Tw,\"connectMillis\":%Tc,\"answerMillis\":%Tr,\"totalMillis\":%Ta,\"bytes\":%B}'";

    private GlobalSection() {}

    static void write(ConfigText text) {
        text.section("global")
                // Relative names are files beside this one: the same text runs on every box, and a candidate can be
                // checked in another folder.
                .line("default-path config")
                .line("log stdout format raw daemon")
                .line("server-state-file \"${" + HaproxyNames.DIRECTORY_VARIABLE + "}/" + HaproxyNames.SERVER_STATE
                        + "\"")
                .line("hard-stop-after 30m")
                .line("maxconn 4096")
                .line("ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets")
                .line("ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
                        + "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384")
                .line("ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:"
                        + "TLS_CHACHA20_POLY1305_SHA256");
    }

    static void writeDefaults(ConfigText text, RouteChecks checks) {
        text.section("defaults")
                .line("mode http")
                .line("log global")
                .line("option dontlog-normal")
                .line("log-format " + LOG_FORMAT)
                .line("unique-id-format %[uuid()]")
                // One connection per request: a dead host is detected while connecting, where a retry is always safe,
                // and no pooled connection to it can lose a request.
                .line("option http-server-close")
                .line("http-reuse never")
                .line("option redispatch 1")
                .line("option abortonclose")
                .line("option forwardfor")
                // The whole of a small body too, and the first 16 KB of a larger one: a slow sender waits here.
                .line("option http-buffer-request")
                .line("timeout http-request 10s")
                .line("timeout http-keep-alive 10s")
                .line("timeout client 60s")
                .line("timeout client-fin 5s")
                .line("timeout queue 1s")
                .line("timeout connect " + Timers.of(checks.connectTimeout()))
                .line("timeout check " + Timers.of(checks.timeout()))
                .line("timeout server 10s")
                .line("timeout tunnel 1h")
                // Established connections to a silently dead host end after 1 s + 3 x 1 s.
                .line("option srvtcpka")
                .line("srvtcpka-idle 1s")
                .line("srvtcpka-intvl 1s")
                .line("srvtcpka-cnt 3")
                .line("load-server-state-from-file global");
        ProblemResponse.writeDefaults(text);
    }
}
