package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The hosts of a placement exist and run services. */
final class PlacementHosts implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            List<String> hosts = spec.services().get(i).placement().hosts();
            for (int j = 0; j < hosts.size(); j++) {
                check(SpecLookup.servicePath(i) + ".placement.hosts[" + j + "]", hosts.get(j), spec, problems);
            }
        }
    }

    private static void check(String path, String name, PlatformSpec spec, Problems problems) {
        Optional<HostSpec> host =
                spec.hosts().stream().filter(h -> name.equals(h.name())).findFirst();
        if (host.isEmpty()) {
            problems.error(
                    path,
                    "there is no host \"" + name + "\" in spec.hosts",
                    "correct the name (" + SpecLookup.oneOf(SpecLookup.servingHosts(spec)) + "), or add the host");
        } else if (!host.get().serves()) {
            problems.error(
                    path,
                    name + " has role ControlPlane and runs no services",
                    "place the service on " + SpecLookup.oneOf(SpecLookup.servingHosts(spec))
                            + ", or give the host another role");
        }
    }
}
