package io.prontuario.cli.command;

import io.prontuario.cli.action.SimulationService.Plan;
import io.prontuario.simulator.Rates;
import io.prontuario.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What happens in a simulation, and how often. */
final class ScheduleOptions {
    private static final int DEFAULT_SCHEDULES = 1000;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "What happens: quiet, primary-dies, secondary-dies, edge-dies, both-hosts-die, cloud-cut, mixed"
                            + " (those five in turn), switchover, drill, random, rehearsals (random, with a switchover or a drill),"
                            + " life (failures at the rates of a file). Default: life with --days, else mixed.")
    private @Nullable String scenario;

    @ArgGroup
    private @Nullable Amount amount;

    @Option(
            names = "--rates",
            paramLabel = "FILE",
            description = "Failure and repair rates for \"life\". Default: published rates, which are built in.")
    private @Nullable Path rates;

    /** Schedules or days. */
    static final class Amount {
        @Option(
                names = "--schedules",
                paramLabel = "N",
                description = "Number of schedules, ten minutes each. Default: 1000.")
        private @Nullable Integer schedules;

        @Option(names = "--days", paramLabel = "N", description = "Simulated days, in place of a number of schedules.")
        private @Nullable Integer days;
    }

    /** @throws IllegalArgumentException naming the option that is wrong */
    Plan plan(long seed) {
        Rates known = rates == null ? Rates.published() : rates(rates);
        Integer days = amount == null ? null : amount.days;
        Integer schedules = amount == null ? null : amount.schedules;
        Scenario chosen = scenario == null ? (days == null ? Scenario.MIXED : Scenario.LIFE) : Scenario.of(scenario);
        return days == null
                ? Plan.schedules(chosen, schedules == null ? DEFAULT_SCHEDULES : schedules, seed, known)
                : Plan.days(chosen, days, seed, known);
    }

    private static Rates rates(Path from) {
        try {
            return Rates.parse(Files.readString(from));
        } catch (IOException e) {
            throw new IllegalArgumentException("rates: " + from + " cannot be read; name a text file that exists", e);
        }
    }
}
