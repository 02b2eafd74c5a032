package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultScriptsTest {
    @ParameterizedTest
    @EnumSource(Scenario.class)
    void whatIsDoneIsUndoneWhetherWritesGoOnOrNot(Scenario scenario) throws Exception {
        for (boolean goesOn : List.of(true, false)) {
            ScriptedPeer peer = new ScriptedPeer(goesOn, goesOn, goesOn, goesOn);

            peer.play(scenario);

            List<String> dead = new ArrayList<>();
            for (String step : peer.done) {
                if (step.startsWith("die ")) {
                    dead.add(step.substring(4));
                } else if (step.startsWith("revive ")) {
                    assertThat(dead.remove(step.substring(7)))
                            .as("%s: %s", scenario, peer.done)
                            .isTrue();
                }
            }
            assertThat(dead).as("%s leaves nothing dead", scenario).isEmpty();
            assertUndone(peer.done, "cut", "join");
            assertUndone(peer.done, "cut visibly", "join");
            assertUndone(peer.done, "freeze one", "thaw one");
            assertUndone(peer.done, "stop etcd", "undo");
            assertUndone(peer.done, "fill two", "free two");
            assertUndone(peer.done, "fill edge", "free edge");
        }
    }

    private static void assertUndone(List<String> done, String fault, String remedy) {
        if (done.contains(fault)) {
            assertThat(done.lastIndexOf(remedy)).as("%s", done).isGreaterThan(done.indexOf(fault));
        }
    }

    @Test
    void theWitnessIsOffForLongerThanAnyThreshold() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        assertThat(peer.play(Scenario.WITNESS_DIES)).isEqualTo(Played.WENT_ON);

        assertThat(peer.done).containsExactly("die edge", "writes?", "pause 20", "revive edge");
    }

    @Test
    void withoutTheWitnessTheStandbyMayTakeOver() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        Played played = peer.play(Scenario.WITNESS_THEN_PRIMARY);

        assertThat(played.refused()).isFalse();
        assertThat(played.note()).isEqualTo("the standby took over without the third copy");
        assertThat(peer.done)
                .containsExactly(
                        "die edge",
                        "writes?",
                        "pause 20",
                        "die one",
                        "writes?",
                        "revive edge",
                        "writes?",
                        "revive one");
    }

    @Test
    void orItIsRefusedUntilTheWitnessOrThePrimaryReturns() throws Exception {
        assertThat(new ScriptedPeer(true, false, true).play(Scenario.WITNESS_THEN_PRIMARY))
                .isEqualTo(Played.refused("no write until the third copy returned"));
        assertThat(new ScriptedPeer(false, false, false).play(Scenario.WITNESS_THEN_PRIMARY))
                .isEqualTo(Played.refused(
                        "no write until the old primary returned; no write without the third copy either"));
    }

    @Test
    void thePrimaryDiesOnlyWhenTheStandbyFollowsAgain() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        peer.play(Scenario.STANDBY_RETURNS_THEN_PRIMARY);

        assertThat(peer.done)
                .containsExactly(
                        "die two",
                        "writes?",
                        "pause 20",
                        "revive two",
                        "whole",
                        "pause 6",
                        "die one",
                        "writes?",
                        "join",
                        "revive one");
    }

    @Test
    void bothHostsAreDeadAtOnce() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        peer.play(Scenario.BOTH_REBOOT);

        assertThat(peer.done.subList(0, 2)).containsExactlyInAnyOrder("die one", "die two");
        assertThat(peer.done.subList(2, 6)).containsExactly("pause 5", "revive one", "revive two", "writes?");
    }

    @Test
    void etcdHasNoQuorumForAsLongAsItIsToldAndWritesAreAskedForAtTheEnd() throws Exception {
        ScriptedPeer peer = new ScriptedPeer(false);

        Played played = peer.play(Scenario.ETCD_WITHOUT_QUORUM);

        assertThat(peer.done).containsExactly("stop etcd", "pause 300", "writes?", "undo");
        assertThat(played).isEqualTo(Played.refused("etcd stopped on edge for 300 s; no write at its end"));
    }

    @Test
    void theDocumentsTimingsAreSetBeforeTheDeath() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        peer.play(Scenario.DOCUMENT_TIMINGS);

        assertThat(peer.done.subList(0, 2)).containsExactly("document timings", "die one");
    }

    @Test
    void thePrimaryWhoseDiskIsFilledGotItAsTheStandby() throws Exception {
        ScriptedPeer peer = new ScriptedPeer(true, false, false, true);

        Played played = peer.play(Scenario.DISK_FULL_PRIMARY);

        assertThat(peer.done)
                .containsExactly(
                        "small disk two",
                        "whole",
                        "switchover one two",
                        "fill two",
                        "writes?",
                        "pause 20",
                        "fill two",
                        "writes?",
                        "fill two",
                        "writes?",
                        "free two",
                        "writes?");
        assertThat(played).isEqualTo(Played.refused("no write while it was full"));
    }

    @Test
    void thePrimaryWhoseClockIsWrongGotItAsTheStandby() throws Exception {
        ScriptedPeer peer = new ScriptedPeer();

        peer.play(Scenario.CLOCK_BEHIND);

        assertThat(peer.done.subList(0, 6))
                .containsExactly("clock two -60", "whole", "switchover one two", "whole", "writes?", "die two");
    }

    @Test
    void theOthersGetTheirsAsWhatTheyAre() throws Exception {
        ScriptedPeer standby = new ScriptedPeer();
        standby.play(Scenario.DISK_FULL_STANDBY);
        assertThat(standby.done.subList(0, 2)).containsExactly("small disk two", "fill two");

        ScriptedPeer witness = new ScriptedPeer();
        witness.play(Scenario.DISK_FULL_WITNESS);
        assertThat(witness.done.subList(0, 2)).containsExactly("small disk edge", "fill edge");
    }
}
