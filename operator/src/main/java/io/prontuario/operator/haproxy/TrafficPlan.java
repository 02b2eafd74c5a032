package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Derives from a spec which services the front door carries, with which rules and servers, in which order. */
final class TrafficPlan {
    private final PlatformSpec spec;
    private final EdgeSpec edge;
    private final Set<String> admittedSites;

    TrafficPlan(PlatformSpec spec, EdgeSpec edge, Set<String> admittedSites) {
        this.spec = spec;
        this.edge = edge;
        this.admittedSites = admittedSites;
    }

    Traffic traffic() {
        List<Traffic.Pool> pools = new ArrayList<>();
        for (ServiceSpec service : routedServices()) {
            for (TrafficClass trafficClass : classesOf(service)) {
                pools.add(new Traffic.Pool(service, trafficClass, servers(service)));
            }
        }
        return new Traffic(edge.frontends(), pools, edge.checks());
    }

    private List<ServiceSpec> routedServices() {
        List<ServiceSpec> routed = new ArrayList<>();
        for (Frontend frontend : edge.frontends()) {
            for (Route route : frontend.routes()) {
                ServiceSpec service = serviceOf(frontend, route);
                if (!routed.contains(service)) {
                    routed.add(service);
                }
            }
        }
        routed.sort(Comparator.comparing(ServiceSpec::name));
        return routed;
    }

    private ServiceSpec serviceOf(Frontend frontend, Route route) {
        String where = "spec.edge.frontends[" + frontend.name() + "].routes[" + route.path() + "].service";
        ServiceSpec service = spec.services().stream()
                .filter(s -> s.name().equals(route.service()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        where + ": no service named " + route.service() + "; add it to spec.services or fix the name"));
        if (service.nodePort() == null) {
            throw new IllegalArgumentException(where + ": service " + service.name()
                    + " has no nodePort, so the front door cannot reach it; set spec.services[" + service.name()
                    + "].nodePort");
        }
        return service;
    }

    private Set<TrafficClass> classesOf(ServiceSpec service) {
        Set<TrafficClass> classes = EnumSet.noneOf(TrafficClass.class);
        for (Frontend frontend : edge.frontends()) {
            for (Route route : frontend.routes()) {
                if (route.service().equals(service.name())) {
                    classes.add(route.trafficClass());
                }
            }
        }
        return classes;
    }

    private List<Traffic.Server> servers(ServiceSpec service) {
        List<Traffic.Server> servers = new ArrayList<>();
        List<HostSpec> hosts = new ArrayList<>(spec.hosts());
        hosts.sort(Comparator.comparingInt(host -> preference(host.role())));
        for (HostSpec host : hosts) {
            String address = host.address();
            if (host.serves() && address != null && placedOn(service, host)) {
                servers.add(server(service, host.name(), address));
            }
        }
        CloudSpec cloud = spec.cloud();
        if (cloud != null && cloud.address() != null && runsInCloud(service, cloud)) {
            servers.add(server(service, ProxyNames.CLOUD, cloud.address()));
        }
        return servers;
    }

    private Traffic.Server server(ServiceSpec service, String site, String address) {
        int port = service.nodePort() == null ? service.port() : service.nodePort();
        return new Traffic.Server(site, address, port, admittedSites.contains(site));
    }

    private static boolean placedOn(ServiceSpec service, HostSpec host) {
        List<String> hosts = service.placement().hosts();
        return hosts.isEmpty() || hosts.contains(host.name());
    }

    private static boolean runsInCloud(ServiceSpec service, CloudSpec cloud) {
        return service.profiles().emergency() != null || cloud.profile() == CloudSpec.ProfileName.Full;
    }

    /** Requests go to the smallest value first. A switch, so that the order of the enum constants has no meaning. */
    private static int preference(HostSpec.Role role) {
        return switch (role) {
            case Primary -> 0;
            case Secondary -> 1;
            case Worker -> 2;
            case ControlPlane -> 3;
        };
    }
}
