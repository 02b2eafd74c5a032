package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.ProbeType;
import io.prontuario.host.protocol.HaproxyNames;

/** Backends: one per service and traffic class, with the hosts in order and the cloud last. */
final class BackendSection {
    private BackendSection() {}

    static void write(ConfigText text, Traffic.Pool pool, RouteChecks checks) {
        TrafficClassRules rules = TrafficClassRules.of(pool.trafficClass());
        text.section("backend", pool.backend());
        // The first usable server gets every request. Unlike "backup" for the second host, a retry leaves the failed
        // server at once, before anything has marked it down.
        text.line("balance first");
        rules.settings().forEach(text::line);
        TrafficClassRules.replays(pool.trafficClass()).forEach(text::line);
        writeUnavailable(text, pool.service());
        writeAdmissionCheck(text);
        writeServiceCheck(text, pool.service());
        text.line("default-server " + timers(checks) + " " + rules.serverOptions());
        for (Traffic.Server server : pool.servers()) {
            text.line(server.cloud() ? cloudServer(pool.service(), server) : hostServer(server));
        }
    }

    static void writeUnavailable(ConfigText text, ServiceSpec service) {
        text.line(ProblemResponse.error(
                503,
                service.name() + " is not available",
                "No admitted host and no cloud site answers for this service. The front door keeps trying; ask again.",
                2));
    }

    /** The cloud is checked once per service, without the admission step: it has no host and no boot. */
    static void writeCloudChecks(ConfigText text, ServiceSpec service, Traffic.Server cloud, RouteChecks checks) {
        text.section("backend", ProxyNames.cloudChecks(service.name())).line("option httpchk");
        writeServiceCheck(text, service);
        text.line("server " + cloud.site() + " " + cloud.endpoint() + " check " + timers(checks));
    }

    static void writeAdmissionCheck(ConfigText text) {
        text.line("option httpchk")
                .line("http-check connect port " + HaproxyNames.ADMISSION_PORT)
                .line("http-check send meth GET uri /admission")
                .line("http-check expect status 200");
    }

    private static void writeServiceCheck(ConfigText text, ServiceSpec service) {
        text.line("http-check connect");
        if (service.probes().type() == ProbeType.HTTP) {
            text.line("http-check send meth GET uri " + service.probes().path()).line("http-check expect status 200");
            // Shortly after a reboot another service's pod can answer on this node port.
            service.probes()
                    .expectHeaders()
                    .forEach((name, value) ->
                            text.line("http-check expect hdr name \"" + name + "\" value \"" + value + "\""));
        }
    }

    private static String timers(RouteChecks checks) {
        String interval = Timers.of(checks.interval());
        return "inter " + interval + " fastinter " + Timers.of(checks.fastInterval()) + " downinter " + interval
                + " fall " + checks.fall() + " rise " + checks.rise();
    }

    private static String hostServer(Traffic.Server server) {
        return "server " + server.site() + " " + server.endpoint() + " check" + disabled(server);
    }

    static String cloudServer(ServiceSpec service, Traffic.Server server) {
        return "server " + server.site() + " " + server.endpoint() + " track " + ProxyNames.cloudChecks(service.name())
                + "/" + server.site() + " backup" + disabled(server);
    }

    /** Last on the line: when two texts differ in nothing else, the agent applies the change at run time. */
    static String disabled(Traffic.Server server) {
        return server.admitted() ? "" : " disabled";
    }
}
