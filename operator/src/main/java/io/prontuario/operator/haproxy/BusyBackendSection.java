package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.host.protocol.HaproxyNames;

/**
 * What happens while hosts live but none of them is ready. That may be a dependency that both share, and the cloud's
 * seats do not hold everybody, so going there is the operator's decision after a longer look: until then a request is
 * still tried on the hosts, and is told to come back when they take no connections for the service. Only when a host
 * does not even answer for itself is it dead, and only when all are does the request go to the cloud. Whether a host
 * lives is found out by the request itself, so that no timer stands between two deaths and the cloud.
 */
final class BusyBackendSection {
    /** Two tries on each of two hosts, before the cloud, fit well into the bar for a request that meets two dead hosts. */
    private static final String CONNECT = "150ms";

    /** A host counts again ten checks after its admission: its services have then had the time to pass theirs. */
    private static final int RISE = 10;

    private BusyBackendSection() {}

    static void write(ConfigText text, Traffic.Pool pool, RouteChecks checks) {
        text.section("backend", pool.holdBackend())
                .line("balance first")
                .line("timeout connect " + CONNECT)
                .line("timeout server " + ClassRules.serverTimeout(pool.trafficClass()))
                .line("retries 9")
                .line("retry-on conn-failure empty-response response-timeout")
                .line(ClassRules.REPLAYABLE)
                .line("http-request set-header " + Names.HELD_HEADER + " "
                        + pool.service().name());
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
