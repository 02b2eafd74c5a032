package io.prontuario.cli.drill;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names and meanings of the scenarios, and the drivers that can make them. */
public final class Scenarios {
    private Scenarios() {}

    /** {@code primary-dies} for {@code PrimaryDies}. */
    public static String title(Scenario scenario) {
        return scenario.name().replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    public static Scenario named(String title) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> title(scenario).equals(title))
                .findFirst()
                .orElseThrow(() -> new CliException(
                        ExitCode.BAD_INPUT,
                        "SCENARIO: there is no scenario \"" + title + "\"; use one of "
                                + Arrays.stream(Scenario.values())
                                        .map(Scenarios::title)
                                        .collect(Collectors.joining(", "))));
    }

    /** What fails. */
    public static String meaning(Scenario scenario) {
        return switch (scenario) {
            case HealthCheck -> "nothing; the platform is watched";
            case PrimaryDies -> "the primary host";
            case SecondaryDies -> "the secondary host";
            case BothDie -> "every host; the cloud serves the emergency profile";
            case EdgeDies -> "the edge box";
            case LeaderDies -> "the host of the leading operator";
            case WanCut -> "the connection between site and cloud";
            case Freeze -> "a host that freezes and continues";
            case DependencyDown -> "one service on every host";
        };
    }

    /** Drivers that can make the scenario; the first is the default. */
    public static List<Driver> drivers(Scenario scenario) {
        return switch (scenario) {
            case PrimaryDies, SecondaryDies, BothDie -> List.of(
                    Driver.Workload, Driver.Traffic, Driver.Host, Driver.Testbed);
            case HealthCheck -> List.of(Driver.None);
            case DependencyDown -> List.of(Driver.Workload);
            case EdgeDies, LeaderDies, WanCut, Freeze -> List.of(Driver.Host, Driver.Testbed);
        };
    }
}
