package io.prontuario.testbed.kube;

import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;
import java.util.List;

/**
 * The local balancer of every host with clients of the API: HAProxy, which forwards connections to the first ready API
 * server of a list. Pure.
 */
final class ApiBalancerConfig {
    private ApiBalancerConfig() {}

    /**
     * @param servers in order of preference; the machine's own first, where it has one
     * @param authority who signed the API servers' certificates
     * @param socket where it answers questions
     */
    static String render(List<Host> servers, Path authority, Path socket) {
        StringBuilder list = new StringBuilder();
        for (Host server : servers) {
            list.append("  server %s %s:%d%s%n"
                    .formatted(
                            server.name(),
                            server.address(),
                            Plan.API_PORT,
                            server.equals(servers.get(0)) ? "" : " backup"));
        }
        return """
                global
                  maxconn 2000
                  stats socket %1$s mode 600 level operator
                defaults
                  mode tcp
                  timeout connect 500ms
                  # Watches are quiet for long; a server that is gone is found by its checks.
                  timeout client 1h
                  timeout server 1h
                  timeout check 900ms
                  option redispatch 1
                  retries 3
                frontend api
                  bind %2$s:%3$d
                  default_backend api
                backend api
                  option httpchk GET /readyz
                  http-check expect status 200
                  # A connection to a server that is down is ended, so that a client with a dead peer asks again within seconds.
                  default-server check check-ssl verify required ca-file %4$s inter 1s fastinter 300ms fall 2 rise 2 on-marked-down shutdown-sessions
                %5$s"""
                .formatted(socket, Plan.LOCAL_API_ADDRESS, Plan.API_PORT, authority, list);
    }
}
