package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.host.agent.database.Monitor.Arrivals;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What PostgreSQL's programs and views say, read. */
class WalTextsTest {
    @Test
    void placesAndSegments() {
        assertThat(Lsn.parse("0/16B3748")).isEqualTo(0x16B3748);
        assertThat(Lsn.parse("A/16B3748")).isEqualTo(0xA016B3748L);
        assertThat(Lsn.text(0xA016B3748L)).isEqualTo("A/16B3748");
        assertThat(Lsn.segment(2, 0xA016B3748L)).isEqualTo("000000020000000A00000001");
        assertThatThrownBy(() -> Lsn.parse("16B3748")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHistoryContinuesToWhereATimelineEnds() {
        TimelineHistory history = TimelineHistory.parse(
                "1\t0/16B3748\tno recovery target specified\n\n2\t0/3000000\tno recovery target specified\n", 3);

        assertThat(history.current()).isEqualTo(3);
        assertThat(history.continues(1, 0x16B3748)).isTrue();
        assertThat(history.continues(1, 0x16B3749)).isFalse();
        assertThat(history.continues(3, Long.MAX_VALUE)).isTrue();
        assertThat(history.continues(4, 0)).isFalse();
    }

    @Test
    void timelinesClashWhenOthersBeganThem() {
        assertThat(TimelineHistory.clash(Map.of(1, "a", 2, "b"), Map.of(1, "a", 3, "c")))
                .isFalse();
        assertThat(TimelineHistory.clash(Map.of(1, "a", 2, "b"), Map.of(1, "a", 2, "c")))
                .isTrue();
    }

    @Test
    void controlDataSaysWhetherAWriterEndedInGoodOrder() {
        String printed =
                """
                pg_control version number:            1300
                Database system identifier:           7714100095572654916
                Database cluster state:               shut down
                Latest checkpoint location:           0/3000028
                Latest checkpoint's TimeLineID:       2
                """;

        ControlData control = ControlData.parse(printed);
        assertThat(control.writerShutDown()).isTrue();
        assertThat(control.checkpoint()).isEqualTo(0x3000028);
        assertThat(control.systemId()).isEqualTo("7714100095572654916");
        assertThat(ControlData.parse(printed.replace("shut down", "shut down in recovery"))
                        .writerShutDown())
                .isFalse();
        assertThatThrownBy(() -> ControlData.parse("pg_controldata: fatal"))
                .hasMessageContaining("Database system identifier");
    }

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static Sample received(long flushed, long replayed) {
        return new Sample(
                true,
                flushed,
                replayed,
                1,
                new Sample.Receiver(9, "10.0.0.11", 5433, true, 1, flushed),
                true,
                "",
                Map.of());
    }

    @Test
    void walArrivesWhileItsEndMoves() {
        Arrivals arrivals = new Arrivals();
        arrivals.note(received(100, 100), 0);
        assertThat(arrivals.lately(0))
                .as("what was there at first has not arrived")
                .isFalse();

        arrivals.note(received(200, 200), SECOND);
        assertThat(arrivals.lately(2 * SECOND)).isTrue();
        assertThat(arrivals.lately(3 * SECOND)).isFalse();
    }

    @Test
    void theLagIsTheAgeOfTheOldestWalThatIsNotReplayed() {
        Arrivals arrivals = new Arrivals();
        arrivals.note(received(100, 100), 0);
        assertThat(arrivals.lag(0)).isNull();
        arrivals.note(received(200, 100), SECOND);
        arrivals.note(received(300, 100), 2 * SECOND);
        assertThat(arrivals.lag(2 * SECOND)).isEqualTo(Duration.ofSeconds(1));

        arrivals.note(received(300, 200), 2 * SECOND);
        assertThat(arrivals.lag(2 * SECOND)).isZero();
        arrivals.note(received(300, 300), 2 * SECOND);
        assertThat(arrivals.lag(2 * SECOND)).isZero();
        assertThat(arrivals.lag(9 * SECOND)).as("the stream is silent").isNull();
    }
}
