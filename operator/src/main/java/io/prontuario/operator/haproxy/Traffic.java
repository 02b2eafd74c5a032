package io.prontuario.operator.haproxy;

import io.prontuario.crds.v1alpha1.EdgeSpec.Frontend;
import io.prontuario.crds.v1alpha1.EdgeSpec.RouteChecks;
import io.prontuario.crds.v1alpha1.EdgeSpec.TrafficClass;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;

/**
 * The front door's traffic as derived from the spec: the input of the rendering.
 *
 * @param frontends the listeners
 * @param pools one per service and traffic class that a route names, sorted by service, then class
 * @param checks the route checks' timers
 */
record Traffic(List<Frontend> frontends, List<Pool> pools, RouteChecks checks) {
    Traffic {
        frontends = List.copyOf(frontends);
        pools = List.copyOf(pools);
    }

    Pool pool(String service, TrafficClass trafficClass) {
        return pools.stream()
                .filter(pool -> pool.service().name().equals(service) && pool.trafficClass() == trafficClass)
                .findFirst()
                .orElseThrow();
    }

    /** Servers of one service under the rules of one traffic class. */
    record Pool(ServiceSpec service, TrafficClass trafficClass, List<Server> servers) {
        Pool {
            servers = List.copyOf(servers);
        }

        String backend() {
            return ProxyNames.backend(service.name(), trafficClass);
        }

        String holdBackend() {
            return ProxyNames.hold(service.name(), trafficClass);
        }

        List<Server> hosts() {
            return servers.stream().filter(s -> !s.cloud()).toList();
        }

        boolean hasCloud() {
            return servers.stream().anyMatch(Server::cloud);
        }
    }

    /** One site's instance of a service. */
    record Server(String site, String address, int port, boolean admitted) {
        boolean cloud() {
            return site.equals(ProxyNames.CLOUD);
        }

        String endpoint() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }
}
