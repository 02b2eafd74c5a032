package io.prontuario.testbed.frontdoor;

import java.nio.file.Path;

/** The configuration of HAProxy until an agent has received one: every request gets 503 with the reason. Pure. */
final class BootstrapConfig {
    private BootstrapConfig() {}

    static String render(Path edge) {
        return """
                global
                  stats socket %1$s/admin.sock mode 600 level admin
                defaults
                  mode http
                  timeout connect 250ms
                  timeout client 30s
                  timeout server 30s
                frontend https
                  bind *:443 ssl crt %1$s/certs/frontdoor.pem alpn http/1.1
                  http-request return status 503 content-type text/plain string "no configuration yet\\n"
                frontend admission
                  bind *:9180
                  http-request return status 503 content-type text/plain string "not admitted\\n"
                """
                .formatted(edge);
    }
}
