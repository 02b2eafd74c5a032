package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.peer.Agenda.Item;
import io.prontuario.testbed.plan.Layout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final List<Scenario> TWO = List.of(Scenario.PRIMARY_DIES, Scenario.SWITCHOVER);

    private static PeerPlan plan(OptionalInt runs, boolean again) {
        return new PeerPlan(runs, TWO, List.of("a"), true, again, Optional.empty(), Layout.EDGE, Duration.ofMinutes(5));
    }

    private static PeerResults firstOf(Scenario scenario) {
        return PeerResults.none().with(FaultMeasure.failed("scripted", scenario, 1, "", "why"));
    }

    @Test
    void everyRowHasARunBeforeAnyHasTwo() {
        assertThat(Agenda.of(new ScriptedPeer(), plan(OptionalInt.of(2), false), PeerResults.none()))
                .containsExactly(
                        new Item(Scenario.PRIMARY_DIES, 1),
                        new Item(Scenario.SWITCHOVER, 1),
                        new Item(Scenario.PRIMARY_DIES, 2),
                        new Item(Scenario.SWITCHOVER, 2));
    }

    @Test
    void whatIsThereAlreadyIsNotRepeatedUnlessItIsAskedFor() {
        PeerResults known = firstOf(Scenario.PRIMARY_DIES);

        assertThat(Agenda.of(new ScriptedPeer(), plan(OptionalInt.of(1), false), known))
                .containsExactly(new Item(Scenario.SWITCHOVER, 1));
        assertThat(Agenda.of(new ScriptedPeer(), plan(OptionalInt.of(1), true), known))
                .hasSize(2);
    }

    @Test
    void aPeerHasThreeRunsAndThePlatformWhatItsRowsAskFor() {
        assertThat(Agenda.of(new ScriptedPeer(), plan(OptionalInt.empty(), false), PeerResults.none()))
                .hasSize(6);
        assertThat(Scenario.PRIMARY_DIES.runs()).isEqualTo(10);
        assertThat(Scenario.SWITCHOVER.runs()).isEqualTo(5);
    }
}
