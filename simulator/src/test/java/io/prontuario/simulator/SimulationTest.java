package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.decide.WriteAuthority;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long TEN_MINUTES = 600_000;

    private static Report run(Settings settings, Scenario scenario, int schedules) {
        return new Simulation(settings, new Deciders()).run(scenario, schedules, 1, TEN_MINUTES, done -> {});
    }

    @Test
    void everyTrueDeathIsActedOnInTimeAndNoRoleMovesForNothing() {
        for (Loss loss : new Loss[] {Loss.NONE, Loss.independent(0.05), Loss.bursty(0.05, 500)}) {
            Report report = run(Variants.of("reference").withLoss(loss), Scenario.MIXED, 100);
            assertThat(report.violations()).isZero();
            assertThat(report.roles().falseRoleChanges()).as(loss.toString()).isZero();
            assertThat(report.roles().deaths()).isEqualTo(80);
            assertThat(report.roles().missedDeaths()).as(loss.toString()).isZero();
            assertThat(report.times().decision()).containsOnlyKeys("primary-dies", "secondary-dies", "both-hosts-die");
            report.times().decision().values().forEach(after -> assertThat(after.max())
                    .isLessThanOrEqualTo(30_000));
        }
    }

    @Test
    void whateverFailsNoHostIsGivenUpThatIsWellAndCanBeReached() {
        Report report = run(Variants.of("reference"), Scenario.RANDOM, 300);
        assertThat(report.violations()).isZero();
        assertThat(report.roles().falseRoleChanges()).isZero();
        assertThat(report.roles().missedDeaths()).isZero();
        assertThat(report.roles().missedRoutes()).isZero();
    }

    @Test
    void clientsAreAnsweredThroughAnyDeath() {
        Report report = run(Variants.of("reference"), Scenario.MIXED, 50);
        assertThat(report.times().rto().get("primary-dies").max()).isLessThanOrEqualTo(1000);
        assertThat(report.times().rto().get("both-hosts-die").max()).isLessThanOrEqualTo(1500);
        assertThat(report.times().rto().get("edge-dies").max()).isLessThanOrEqualTo(3000);
        assertThat(report.times().rto().get("cloud-cut").max()).isZero();
    }

    @Test
    void theSameArgumentsGiveTheSameBytes() {
        Settings settings = Variants.of("bursty");
        assertThat(run(settings, Scenario.RANDOM, 30).json())
                .isEqualTo(run(settings, Scenario.RANDOM, 30).json())
                .hasLineCount(1)
                .startsWith("{\"schedules\":30,\"seed\":1,\"events\":")
                .contains(
                        "\"falseRoleChangesPerDay\":",
                        "\"missedDeaths\":",
                        "\"availability\":",
                        "\"rto\":{\"random\":{");
    }

    @Test
    void aDeciderThatMissesDeathsIsReported() {
        Policy manual = Variants.of("manual").policy();
        FailoverDecider idle = new FailoverDecider() {
            @Override
            public Decision decide(Policy policy, State state, Observation observation, Instant now) {
                return super.decide(manual, state, observation, now);
            }
        };
        Report report = new Simulation(Variants.of("reference"), new Deciders(idle, new WriteAuthority()))
                .run(Scenario.PRIMARY_DIES, 5, 1, TEN_MINUTES, done -> {});
        assertThat(report.roles().missedDeaths()).isEqualTo(5);
        assertThat(report.broken())
                .extracting(broken -> broken.violation().invariant())
                .contains("DeadHostsAreWithdrawn");
    }

    @Test
    void whatAPersonPausedIsNoMissedDeath() {
        Report report = new Simulation(Variants.of("paused"), new Deciders())
                .run(Scenario.PRIMARY_DIES, 5, 1, 300_000, done -> {});
        assertThat(report.roles().missedDeaths()).isZero();
        assertThat(report.violations()).isZero();
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatThrownBy(() -> run(Variants.of("reference"), Scenario.QUIET, 0))
                .hasMessageContaining("schedules: 0");
        assertThatThrownBy(() -> Scenario.of("meteor"))
                .hasMessageContaining("\"meteor\"")
                .hasMessageContaining("both-hosts-die");
        assertThat(Scenario.of("both-hosts-die")).isEqualTo(Scenario.BOTH_HOSTS_DIE);
    }
}
