package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineageTest {
    /** Epoch 1 from nothing; 2 branches off it at 10 on another host; 3 branches off 1, too, at 12: a history that must not be. */
    private static LogLineage forked() {
        LogLineage histories = new LogLineage();
        assertThat(histories.begin(1, 0, 0, 0)).isTrue();
        assertThat(histories.begin(2, 1, 1, 10)).isTrue();
        assertThat(histories.begin(3, 0, 1, 12)).isTrue();
        return histories;
    }

    @Test
    void logsAreTheSameUpToWhereTheyPart() {
        LogLineage histories = forked();
        assertThat(histories.shared(1, 7, 1, 9)).isEqualTo(7);
        assertThat(histories.shared(2, 30, 1, 20)).isEqualTo(10);
        assertThat(histories.shared(1, 8, 2, 30)).isEqualTo(8);
        assertThat(histories.shared(2, 30, 3, 40)).isEqualTo(10);
        assertThat(histories.shared(3, 40, 0, 5)).isZero();
    }

    @Test
    void whatWasAcknowledgedAndIsNotInALogIsMissing() {
        LogLineage histories = forked();
        assertThat(histories.acknowledge(1, 11)).isTrue();
        assertThat(histories.acknowledge(1, 11)).isFalse();
        assertThat(histories.missing(1, 11)).isZero();
        assertThat(histories.missing(1, 9)).isEqualTo(2);
        assertThat(histories.missing(3, 12)).isZero();
        assertThat(histories.missing(2, 10))
                .as("the eleventh was acknowledged in epoch 1")
                .isEqualTo(1);
        histories.acknowledge(2, 14);
        assertThat(histories.missing(2, 14)).isEqualTo(1);
        assertThat(histories.missing(3, 20)).isEqualTo(4);
    }

    @Test
    void anEpochIsOneHosts() {
        LogLineage histories = forked();
        assertThat(histories.begin(2, 1, 1, 10)).as("again, after a restart").isTrue();
        assertThat(histories.begin(2, 0, 1, 10)).isFalse();
        assertThat(histories.begin(70, 0, 2, 14)).isTrue();
        assertThat(histories.shared(70, 20, 1, 20)).isEqualTo(10);
    }
}
