package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The FailoverDrills that an entry of the calendar consists of, one after another. Pure. */
final class CalendarSteps {
    private CalendarSteps() {}

    /** Never empty. A full simulation leaves out a host role that this platform does not have. */
    static List<Scenario> of(PlatformSpec platform, DrillSpec entry) {
        return switch (entry.scenario()) {
            case HealthCheck, Audit -> List.of(Scenario.HealthCheck);
            case PrimaryDown -> List.of(Scenario.PrimaryDies);
            case BothDown -> List.of(Scenario.BothDie);
            case FullSimulation -> Stream.of(
                            Scenario.HealthCheck, Scenario.PrimaryDies, Scenario.SecondaryDies, Scenario.BothDie)
                    .filter(scenario -> DrillTargets.resolve(platform, drill("", entry, scenario, Instant.EPOCH))
                            instanceof DrillTargets.Resolved.Targets)
                    .toList();
        };
    }

    private static Driver driver(DrillSpec entry, Scenario scenario) {
        if (scenario == Scenario.HealthCheck) {
            return Driver.None;
        }
        return switch (entry.driver()) {
            case Workload -> Driver.Workload;
            case Host -> Driver.Host;
        };
    }

    /** @param slotEnd the drill's deadline */
    static FailoverDrillSpec drill(String platform, DrillSpec entry, Scenario scenario, Instant slotEnd) {
        return new FailoverDrillSpec(
                platform,
                scenario,
                driver(entry, scenario),
                List.of(),
                null,
                slotEnd.toString(),
                "the drill calendar, entry " + entry.name(),
                false);
    }
}
