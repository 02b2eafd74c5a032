package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec.Route;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The services of routes exist and have a node port. */
final class RouteTargets implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        EdgeSpec edge = spec.edge();
        if (edge == null) {
            return;
        }
        for (int i = 0; i < edge.frontends().size(); i++) {
            List<Route> routes = edge.frontends().get(i).routes();
            for (int j = 0; j < routes.size(); j++) {
                String path = "spec.edge.frontends[" + i + "].routes[" + j + "].service";
                if (routes.get(j).service() != null) {
                    check(path, routes.get(j).service(), spec, problems);
                }
            }
        }
    }

    private static void check(String path, String name, PlatformSpec spec, Problems problems) {
        Optional<ServiceSpec> target = spec.services().stream()
                .filter(service -> name.equals(service.name()))
                .findFirst();
        List<String> reachable = spec.services().stream()
                .filter(service -> service.nodePort() != null)
                .map(ServiceSpec::name)
                .toList();
        if (target.isEmpty()) {
            problems.error(
                    path,
                    "there is no service \"" + name + "\" in spec.services",
                    "correct the name (" + SpecLookup.oneOf(reachable) + "), or add the service");
        } else if (target.get().nodePort() == null) {
            problems.error(
                    path,
                    "service " + name + " has no nodePort, which the front door requires",
                    "add nodePort, 30000 to 32767, to the service");
        }
    }
}
