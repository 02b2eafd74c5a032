package io.prontuario.operator.drill;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scenario means on this platform. Pure; the operator and the command line use it. */
public final class DrillTargets {
    private DrillTargets() {}

    /** Either a fault, or why there is none. */
    public sealed interface Resolved {
        record Targets(Fault fault) implements Resolved {}

        record Impossible(DrillProblem problem) implements Resolved {}
    }

    public static Resolved resolve(PlatformSpec platform, FailoverDrillSpec drill) {
        List<String> serving = platform.hosts().stream()
                .filter(HostSpec::serves)
                .map(HostSpec::name)
                .toList();
        for (int i = 0; i < drill.hosts().size(); i++) {
            if (!serving.contains(drill.hosts().get(i))) {
                return impossible(
                        "UnknownHost",
                        "spec.hosts[" + i + "]: no serving host is called \""
                                + drill.hosts().get(i) + "\"; use one of " + String.join(", ", serving));
            }
        }
        Optional<String> service = Optional.ofNullable(drill.service());
        if (service.isPresent()
                && platform.services().stream().noneMatch(s -> s.name().equals(service.get()))) {
            return impossible(
                    "UnknownService",
                    "spec.service: no service is called \"" + service.get() + "\"; use one of "
                            + platform.services().stream()
                                    .map(ServiceSpec::name)
                                    .collect(Collectors.joining(", ")));
        }
        Set<SiteName> hosts =
                switch (drill.scenario()) {
                    case PrimaryDies -> byRole(platform, HostSpec.Role.Primary);
                    case SecondaryDies -> byRole(platform, HostSpec.Role.Secondary);
                    case BothDie, DependencyDown -> sites(serving);
                    case HealthCheck, EdgeDies, LeaderDies, WanCut, Freeze -> Set.of();
                };
        boolean byRunner =
                switch (drill.driver()) {
                    case None, Host, Testbed -> true;
                    case Traffic, Workload -> false;
                };
        Set<SiteName> chosen = drill.hosts().isEmpty() ? hosts : sites(drill.hosts());
        if (chosen.isEmpty() && !byRunner) {
            return impossible(
                    "NoTarget",
                    "spec.scenario: no host has the role that " + drill.scenario()
                            + " fails; choose another scenario, or set spec.hosts");
        }
        if (chosen.containsAll(sites(serving)) && platform.cloud() == null && !byRunner) {
            return impossible(
                    "NothingLeft", "spec.scenario: without spec.cloud no site would serve; choose another scenario");
        }
        return new Resolved.Targets(new Fault(drill.driver(), chosen, service));
    }

    /** Sites whose failure is part of the drill, so that it is no second failure. Seen from the hospital, a cut WAN takes the cloud away. */
    public static Set<SiteName> meant(FailoverDrillSpec.Scenario scenario, Fault fault) {
        return switch (scenario) {
            case WanCut -> Set.of(SiteName.CLOUD);
            case HealthCheck, PrimaryDies, SecondaryDies, BothDie, EdgeDies, LeaderDies, Freeze, DependencyDown -> fault
                    .hosts();
        };
    }

    private static Set<SiteName> byRole(PlatformSpec platform, HostSpec.Role role) {
        return platform.hosts().stream()
                .filter(host -> host.role() == role)
                .map(host -> new SiteName(host.name()))
                .collect(Collectors.toSet());
    }

    private static Set<SiteName> sites(List<String> names) {
        return names.stream().map(SiteName::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Resolved impossible(String reason, String message) {
        return new Resolved.Impossible(new DrillProblem(reason, message));
    }
}
