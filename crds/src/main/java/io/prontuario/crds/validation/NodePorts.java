package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Node ports are unique. */
final class NodePorts implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        Map<Integer, String> owners = new HashMap<>();
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.nodePort() == null) {
                continue;
            }
            String owner = owners.putIfAbsent(service.nodePort(), service.name());
            if (owner != null) {
                problems.error(
                        SpecLookup.servicePath(i) + ".nodePort",
                        service.nodePort() + " is already the nodePort of " + owner,
                        "give each service its own nodePort, 30000 to 32767");
            }
        }
    }
}
