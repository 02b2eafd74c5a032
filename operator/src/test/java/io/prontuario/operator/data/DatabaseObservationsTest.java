package io.prontuario.operator.data;

import static io.prontuario.operator.data.Boxes.FIRST;
import static io.prontuario.operator.data.Boxes.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.Detection;
import io.prontuario.host.protocol.AgentClient.DataResult;
import io.prontuario.host.protocol.data.DataReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseObservationsTest {
    private static final Detection DETECTION = DataPoller.detection(Boxes.boxes());

    private final Map<String, BoxEvidence> evidence = new HashMap<>();
    private long sequence;

    @Test
    void whatWasNotPolledIsUnknown() {
        DatabaseObservation data = observe();
        assertThat(data.replica(FIRST).answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(data.witness().answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(data.quorum()).isEqualTo(Answer.YES);
        assertThat(data.projectionLagging()).isEmpty();
        assertThat(data.replicas()).containsOnlyKeys(FIRST, SECOND);
    }

    @Test
    void aReportIsTakenOverFieldByField() {
        poll("mac-studio-1", Boxes.writer(2, 100));
        poll("mac-studio-2", Boxes.copy(2, 99, true));
        poll("edge", Boxes.witness(2, 98, true));

        DatabaseObservation data = observe();
        assertThat(data.replica(FIRST).writes()).isTrue();
        assertThat(data.replica(FIRST).boot()).isEqualTo(3);
        assertThat(data.replica(FIRST).writing()).hasValueSatisfying(writing -> {
            assertThat(writing.setVersion()).isEqualTo(4);
            assertThat(writing.setSince()).isEqualTo(90);
        });
        assertThat(data.replica(SECOND).writes()).isFalse();
        assertThat(data.replica(SECOND).receiving()).isTrue();
        assertThat(data.replica(SECOND).position()).isEqualTo(99);
        assertThat(data.replica(SECOND).epoch()).isEqualTo(2);
        assertThat(data.witness().to()).isEqualTo(98);
        assertThat(data.witness().streaming()).isTrue();
        assertThat(data.witness().fencedBelow()).isEqualTo(2);
        assertThat(CopiesReport.behind(data, data.replica(SECOND).position())).contains(1L);
    }

    @Test
    void aDatabaseIsSilentAtTheThresholdAndUnknownBefore() {
        poll("mac-studio-1", Boxes.writer(2, 100));
        poll("mac-studio-1", Boxes.silent());
        poll("mac-studio-1", Boxes.silent());
        assertThat(observe().replica(FIRST).answer()).isEqualTo(Answer.UNKNOWN);
        assertThat(observe().replica(FIRST).writing())
                .as("what was seen last stands")
                .isPresent();

        poll("mac-studio-1", Boxes.silent());
        assertThat(observe().replica(FIRST).answer()).isEqualTo(Answer.NO);
        assertThat(observe().replica(FIRST).writing()).isEmpty();
    }

    @Test
    void anAgentThatSaysThatItsDatabaseDoesNotAnswerCountsLikeSilence() {
        for (int i = 0; i < 3; i++) {
            poll("mac-studio-1", Boxes.unreliable());
        }
        assertThat(observe().replica(FIRST).answer()).isEqualTo(Answer.NO);
        assertThat(observe().replica(FIRST).epoch()).isEqualTo(2);
    }

    @Test
    void anAgentWithoutDatabaseSaysWhatToDo() {
        poll("mac-studio-1", new DataResult.Received(new DataReport("mac-studio-1", null, null, null), Duration.ZERO));
        assertThat(observe().replica(FIRST).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("--database"));
    }

    @Test
    void aClockThatIsWrongIsAProblemOfItsBoxAndChangesNoPosition() {
        poll(
                "mac-studio-2",
                Boxes.ahead(Boxes.copy(2, 99, true), Duration.ofMinutes(60).plusSeconds(2)));
        poll("edge", Boxes.ahead(Boxes.witness(2, 99, true), Duration.ofSeconds(-11)));
        assertThat(observe().replica(SECOND).problem())
                .hasValue("its clock is 60 min ahead of the operator's; check the time service of both machines");
        assertThat(observe().replica(SECOND).epoch()).isEqualTo(2);
        assertThat(observe().witness().problem())
                .hasValue("its clock is less than a minute behind the operator's;"
                        + " check the time service of both machines");

        poll("mac-studio-2", Boxes.ahead(Boxes.copy(2, 99, true), Duration.ofSeconds(10)));
        assertThat(observe().replica(SECOND).problem()).isEmpty();
    }

    @Test
    void aClockThatBecomesWrongAsksForAPassOnce() {
        BoxEvidence right = BoxEvidence.none();
        for (int poll = 1; poll <= DETECTION.failureThreshold(); poll++) {
            right = right.with(Boxes.copy(2, 99, true), poll);
        }
        BoxEvidence wrong = right.with(Boxes.ahead(Boxes.copy(2, 99, true), Duration.ofHours(1)), 8);
        assertThat(DataChange.between(right, wrong, DETECTION, false)).isTrue();
        BoxEvidence still = wrong.with(Boxes.ahead(Boxes.copy(2, 99, true), Duration.ofSeconds(3601)), 9);
        assertThat(DataChange.between(wrong, still, DETECTION, false)).isFalse();
        assertThat(still.with(Boxes.silent(), 10).clockAhead()).isEqualTo(Duration.ofSeconds(3601));
    }

    @Test
    void aLatePollCountsForNothing() {
        BoxEvidence known = BoxEvidence.none().with(Boxes.writer(2, 100), 5);
        assertThat(known.with(Boxes.silent(), 4)).isSameAs(known);
    }

    /** A writer that stops on purpose is polled several times a second and is not lost. */
    @Test
    void pollsBetweenRegularOnesDoNotMakeAStoppedDatabaseSilent() {
        BoxEvidence stopping = BoxEvidence.none().with(Boxes.writer(2, 100), 1);
        for (int poll = 2; poll < 10; poll++) {
            stopping = stopping.withBetween(Boxes.unreliable(), poll);
        }
        assertThat(stopping.databaseAnswer(DETECTION)).isEqualTo(Answer.UNKNOWN);
        assertThat(stopping.with(Boxes.unreliable(), 10)
                        .with(Boxes.unreliable(), 11)
                        .with(Boxes.unreliable(), 12)
                        .databaseAnswer(DETECTION))
                .isEqualTo(Answer.NO);
    }

    @Test
    void aPositionAsksForAPassOnlyWhileItDecides() {
        BoxEvidence before = BoxEvidence.none().with(Boxes.copy(2, 99, true), 1);
        BoxEvidence further = before.with(Boxes.copy(2, 100, true), 2);
        assertThat(DataChange.between(before, further, DETECTION, true))
                .as("receives, so it rises")
                .isFalse();
        BoxEvidence cut = BoxEvidence.none().with(Boxes.copy(2, 99, false), 1);
        BoxEvidence caughtUp = cut.with(Boxes.copy(2, 100, false), 2);
        assertThat(DataChange.between(cut, caughtUp, DETECTION, false)).isFalse();
        assertThat(DataChange.between(cut, caughtUp, DETECTION, true)).isTrue();
        BoxEvidence witness = BoxEvidence.none().with(Boxes.witness(2, 99, false), 1);
        assertThat(DataChange.between(witness, witness.with(Boxes.witness(2, 100, false), 2), DETECTION, true))
                .isTrue();
        BoxEvidence writer = BoxEvidence.none().with(Boxes.writer(2, 100), 1);
        assertThat(DataChange.between(writer, writer.with(Boxes.writer(2, 101), 2), DETECTION, true))
                .isFalse();

        BoxEvidence quiet = before.with(Boxes.copy(2, 99, false), 2);
        assertThat(DataChange.between(before, quiet, DETECTION, false)).isTrue();
        assertThat(DataChange.between(before, before.with(Boxes.demoted(2, 99), 2), DETECTION, false))
                .isTrue();
        assertThat(DataChange.between(BoxEvidence.none(), before, DETECTION, false))
                .isTrue();
    }

    private DatabaseObservation observe() {
        return DatabaseObservations.assemble(Boxes.boxes(), DETECTION, evidence, null);
    }

    private void poll(String box, DataResult result) {
        evidence.merge(
                box, BoxEvidence.none().with(result, ++sequence), (before, first) -> before.with(result, sequence));
    }
}
