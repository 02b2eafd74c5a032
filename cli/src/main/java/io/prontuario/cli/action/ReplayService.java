package io.prontuario.cli.action;

import io.prontuario.simulator.Checker;
import io.prontuario.simulator.Checker.Finding;
import io.prontuario.simulator.Deciders;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Schedule;
import io.prontuario.simulator.Settings;
import io.prontuario.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs one schedule: what it breaks, shrunk to the smallest schedule that still breaks it. */
public final class ReplayService {
    private final Settings settings;
    private final Deciders deciders;

    /** With the decider of the operator. */
    public ReplayService(Settings settings) {
        this(settings, new Deciders());
    }

    ReplayService(Settings settings, Deciders deciders) {
        this.settings = settings;
        this.deciders = deciders;
    }

    /**
     * What a kept schedule breaks. It is not shrunk: the finding of a file that {@link Finding#file} wrote is that file again.
     *
     * @throws IllegalArgumentException naming the option, when the file is not a schedule
     */
    public Optional<Finding> kept(Path file) {
        try {
            Schedule schedule = Schedule.parse(Files.readString(file));
            if (schedule.length() <= 0) {
                throw new IllegalArgumentException("there is no line \"length MILLIS\"");
            }
            return new Checker(settings, deciders).check(schedule).map(broken -> new Finding(broken, schedule, 0));
        } catch (IOException e) {
            throw new IllegalArgumentException("replay: " + file + " cannot be read; name a text file that exists", e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "replay: " + file + " is not a schedule (" + e.getMessage()
                            + "); name a file that simulate --save wrote",
                    e);
        }
    }

    /** The first schedule of a report that broke something, shrunk; empty when none did. */
    public Optional<Finding> shrunk(SimulationService.Plan plan, Report report) {
        return report.broken().stream().findFirst().flatMap(broken -> {
            Simulation simulation = new Simulation(settings, deciders, plan.rates());
            int index = Math.toIntExact(broken.seed() - plan.seed());
            return new Checker(settings, deciders)
                    .shrunk(simulation.schedule(plan.scenario(), index, broken.seed(), plan.millis()));
        });
    }
}
