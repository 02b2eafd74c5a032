package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Paths and lookups that several rules share. */
final class SpecLookup {
    private SpecLookup() {}

    static String hostPath(int index) {
        return "spec.hosts[" + index + "]";
    }

    static String servicePath(int index) {
        return "spec.services[" + index + "]";
    }

    /** For remedies: the names that exist. */
    static String oneOf(Collection<String> names) {
        String known = names.stream().filter(Objects::nonNull).sorted().collect(Collectors.joining(", "));
        return known.isEmpty() ? "there is none" : "one of " + known;
    }

    static List<String> servingHosts(PlatformSpec spec) {
        return spec.hosts().stream()
                .filter(HostSpec::serves)
                .map(HostSpec::name)
                .toList();
    }

    /** The names of the hosts on which a service runs. */
    static List<String> hostsOf(ServiceSpec service, PlatformSpec spec) {
        return service.placement().hosts().isEmpty()
                ? servingHosts(spec)
                : service.placement().hosts();
    }
}
