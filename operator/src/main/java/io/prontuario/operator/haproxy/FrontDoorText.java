package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Renders the whole configuration. */
public final class FrontDoorText {
    private FrontDoorText() {}

    public static String of(PlatformSpec spec, Set<String> admittedSites) {
        EdgeSpec edge = spec.edge();
        if (edge == null) {
            return bootstrap();
        }
        Traffic traffic = new TrafficPlan(spec, edge, admittedSites).traffic();
        ConfigText text = start(traffic.checks());
        traffic.frontends().forEach(frontend -> FrontendSection.write(text, frontend, traffic));
        FrontendSection.writeUnrouted(text);
        traffic.pools().forEach(pool -> BackendSection.write(text, pool, traffic.checks()));
        traffic.pools().stream()
                .filter(pool -> !pool.hosts().isEmpty())
                .forEach(pool -> BusyBackendSection.write(text, pool, traffic.checks()));
        cloudPools(traffic.pools()).forEach((service, pool) -> pool.servers().stream()
                .filter(Traffic.Server::cloud)
                .forEach(cloud -> BackendSection.writeCloudChecks(text, pool.service(), cloud, traffic.checks())));
        // Last: it begins with defaults of its own.
        PostgresSpec postgres = spec.postgres();
        if (postgres != null) {
            List<Traffic.Server> databases = databases(spec, postgres);
            if (!databases.isEmpty()) {
                WriterSection.write(
                        text,
                        postgres.writerPort(),
                        databases,
                        Timers.of(traffic.checks().connectTimeout()));
            }
        }
        return text.build();
    }

    /** The instances that can become the writer; none where the record is in the cloud. */
    private static List<Traffic.Server> databases(PlatformSpec spec, PostgresSpec postgres) {
        List<Traffic.Server> databases = new ArrayList<>();
        for (HostSpec host : spec.hosts()) {
            String address = host.address();
            if (address != null && postgres.hosts().contains(host.name())) {
                databases.add(new Traffic.Server(host.name(), address, postgres.port(), true));
            }
        }
        return databases;
    }

    public static String bootstrap() {
        return start(RouteChecks.defaults()).build();
    }

    private static ConfigText start(RouteChecks checks) {
        ConfigText text = new ConfigText()
                .comment(
                        "Written by the Prontuário operator through the host agent. Edits are undone at the next apply.");
        GlobalSection.write(text);
        GlobalSection.writeDefaults(text, checks);
        AdmissionSection.write(text);
        return text;
    }

    /** One pool per service that has a cloud server, whatever its classes. */
    private static Map<String, Traffic.Pool> cloudPools(List<Traffic.Pool> pools) {
        Map<String, Traffic.Pool> byService = new LinkedHashMap<>();
        pools.stream()
                .filter(Traffic.Pool::hasCloud)
                .forEach(pool -> byService.putIfAbsent(pool.service().name(), pool));
        return byService;
    }
}
