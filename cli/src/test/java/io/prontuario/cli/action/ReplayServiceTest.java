package io.prontuario.cli.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.simulator.Checker.Finding;
import io.prontuario.simulator.Deciders;
import io.prontuario.simulator.Delay;
import io.prontuario.simulator.Loss;
import io.prontuario.simulator.Rates;
import io.prontuario.simulator.Report;
import io.prontuario.simulator.Scenario;
import io.prontuario.simulator.Settings;
import io.prontuario.simulator.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a decider that is broken on purpose, because the one that runs breaks nothing. */
class ReplayServiceTest {
    /** The epoch does not rise. */
    private static final Deciders BROKEN = new Deciders(
            new FailoverDecider() {
                @Override
                public Decision decide(Policy policy, State before, Observation observation, Instant now) {
                    Decision sound = super.decide(policy, before, observation, now);
                    State next = sound.next();
                    State stuck = new State(
                            new State.Roles(
                                    next.mode(),
                                    next.active(),
                                    before.epoch(),
                                    next.roles().cloud()),
                            next.sites(),
                            next.history(),
                            next.reports(),
                            next.clock(),
                            next.drain());
                    return new Decision(
                            stuck,
                            sound.actions(),
                            sound.conditions(),
                            sound.requeueAfter(),
                            sound.verdicts(),
                            sound.outcome());
                }
            },
            new WriteAuthority());

    private static final Settings SETTINGS = SimulationService.settings(
            PlatformYaml.read(Path.of("../examples/mac-studio-ha.yaml")).getSpec(), Loss.NONE, Delay.NONE);

    @TempDir
    private Path folder;

    @Test
    void aBrokenScheduleIsShrunkAndReplaysTheSame() throws Exception {
        SimulationService.Plan plan = SimulationService.Plan.schedules(Scenario.RANDOM, 20, 1, Rates.published());
        Report report = new Simulation(SETTINGS, BROKEN)
                .run(plan.scenario(), plan.schedules(), plan.seed(), plan.millis(), done -> {});
        assertThat(report.violations()).isPositive();
        Finding found = new ReplayService(SETTINGS, BROKEN).shrunk(plan, report).orElseThrow();
        assertThat(found.schedule().faults().size()).as(found.file()).isLessThanOrEqualTo(1);
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, found.file());
        Finding again = new ReplayService(SETTINGS, BROKEN).kept(kept).orElseThrow();
        assertThat(again.file()).isEqualTo(found.file()).startsWith("# invariant EpochsIncrease: ");
        assertThat(new ReplayService(SETTINGS).kept(kept))
                .as("the decider that runs")
                .isEmpty();
    }
}
