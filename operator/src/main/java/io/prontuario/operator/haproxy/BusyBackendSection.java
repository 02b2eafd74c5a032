package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.host.protocol.HaproxyNames;

/**
 * The backend for the time in which hosts accept connections but none is ready. The cause may be a shared dependency, and the
 * cloud has fewer seats, so the takeover is the operator's decision after a longer window. Until then requests are still tried
 * on the hosts; when those accept no connection for the service, the client gets 503 with Retry-After. A host is dead only when
 * its own HAProxy does not answer either, and only when all hosts are dead does a request go to the cloud. The request itself
 * finds that out, so that no timer delays it after both hosts have died.
 */
final class BusyBackendSection {
    /** Two tries on each of two hosts, before the cloud, must fit into the limit for a request that meets two dead hosts. */
    private static final String CONNECT = "150ms";

    /** A host counts as up ten checks after its admission, when its services have had time to pass their checks. */
    private static final int RISE = 10;

    private BusyBackendSection() {}

    static void write(ConfigText text, Traffic.Pool pool, RouteChecks checks) {
        text.section("backend", pool.holdBackend())
                .line("balance first")
                .line("timeout connect " + CONNECT)
                .line("timeout server " + TrafficClassRules.serverTimeout(pool.trafficClass()))
                .line("retries 9")
                .line("retry-on conn-failure empty-response response-timeout")
                .line("http-request set-header " + ProxyNames.HELD_HEADER + " "
                        + pool.service().name());
        TrafficClassRules.replays(pool.trafficClass()).forEach(text::line);
        BackendSection.writeUnavailable(text, pool.service());
        BackendSection.writeAdmissionCheck(text);
        String interval = Timers.of(checks.interval());
        text.line("default-server inter " + interval + " fall " + checks.fall() + " rise " + RISE
                + " observe layer4 error-limit 1 on-error mark-down");
        for (Traffic.Server host : pool.hosts()) {
            text.line("server " + host.site() + " " + host.endpoint() + " check" + BackendSection.disabled(host));
        }
        for (Traffic.Server host : pool.hosts()) {
            Traffic.Server itself =
                    new Traffic.Server(says(host), host.address(), HaproxyNames.ADMISSION_PORT, host.admitted());
            text.line("server " + itself.site() + " " + itself.endpoint() + " check" + BackendSection.disabled(itself));
        }
        pool.servers().stream()
                .filter(Traffic.Server::cloud)
                .forEach(cloud -> text.line(BackendSection.cloudServer(pool.service(), cloud)));
    }

    /** The name of the server that is the host's own HAProxy. */
    static String says(Traffic.Server host) {
        return host.site() + "-itself";
    }
}
