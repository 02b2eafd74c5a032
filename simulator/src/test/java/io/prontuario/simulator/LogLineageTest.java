package io.prontuario.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLineageTest {
    /** Epoch 1 from nothing; 2 branches off it at 10 on another host; 3 branches off 1, too, at 12: a history that must not be. */
    private static LogLineage forked() {
        LogLineage lineage = new LogLineage();
        assertThat(lineage.begin(1, 0, 0, 0)).isTrue();
        assertThat(lineage.begin(2, 1, 1, 10)).isTrue();
        assertThat(lineage.begin(3, 0, 1, 12)).isTrue();
        return lineage;
    }

    @Test
    void logsAreTheSameUpToWhereTheyPart() {
        LogLineage lineage = forked();
        assertThat(lineage.shared(1, 7, 1, 9)).isEqualTo(7);
        assertThat(lineage.shared(2, 30, 1, 20)).isEqualTo(10);
        assertThat(lineage.shared(1, 8, 2, 30)).isEqualTo(8);
        assertThat(lineage.shared(2, 30, 3, 40)).isEqualTo(10);
        assertThat(lineage.shared(3, 40, 0, 5)).isZero();
    }

    @Test
    void whatWasAcknowledgedAndIsNotInALogIsMissing() {
        LogLineage lineage = forked();
        assertThat(lineage.acknowledge(1, 11)).isTrue();
        assertThat(lineage.acknowledge(1, 11)).isFalse();
        assertThat(lineage.missing(1, 11)).isZero();
        assertThat(lineage.missing(1, 9)).isEqualTo(2);
        assertThat(lineage.missing(3, 12)).isZero();
        assertThat(lineage.missing(2, 10))
                .as("the eleventh was acknowledged in epoch 1")
                .isEqualTo(1);
        lineage.acknowledge(2, 14);
        assertThat(lineage.missing(2, 14)).isEqualTo(1);
        assertThat(lineage.missing(3, 20)).isEqualTo(4);
    }

    @Test
    void anEpochIsOneHosts() {
        LogLineage lineage = forked();
        assertThat(lineage.begin(2, 1, 1, 10)).as("again, after a restart").isTrue();
        assertThat(lineage.begin(2, 0, 1, 10)).isFalse();
        assertThat(lineage.begin(70, 0, 2, 14)).isTrue();
        assertThat(lineage.shared(70, 20, 1, 20)).isEqualTo(10);
    }
}
