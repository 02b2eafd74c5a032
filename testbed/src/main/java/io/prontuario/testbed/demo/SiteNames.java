package io.prontuario.testbed.demo;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.HostSpec.Role;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.List;
import java.util.Set;

/** Names of the sites and the edge, from the object. */
public record SiteNames(String primary, String secondary, String edge, String cloud) {
    public static SiteNames of(PlatformSpec spec) {
        if (spec.edge() == null || spec.edge().nodes().isEmpty() || spec.cloud() == null) {
            throw new CliException(ExitCode.BAD_INPUT, "the demo needs a platform with spec.edge.nodes and spec.cloud");
        }
        return new SiteNames(
                host(spec, Role.Primary),
                host(spec, Role.Secondary),
                spec.edge().nodes().get(0).name(),
                "cloud");
    }

    private static String host(PlatformSpec spec, Role role) {
        return spec.hosts().stream()
                .filter(host -> host.role() == role)
                .map(HostSpec::name)
                .findFirst()
                .orElseThrow(() ->
                        new CliException(ExitCode.BAD_INPUT, "the demo needs a platform with a host of role " + role));
    }

    public List<String> hosts() {
        return List.of(primary, secondary);
    }

    public Set<String> hostSet() {
        return Set.of(primary, secondary);
    }
}
