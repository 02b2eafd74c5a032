package io.prontuario.operator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StampTest {
    private static final Stamp SEEN = new Stamp(3, 5, 7);

    @Test
    void theTermDecidesBeforeTheEpochAndTheEpochBeforeTheGeneration() {
        assertThat(new Stamp(2, 9, 9).olderThan(SEEN)).isTrue();
        assertThat(new Stamp(3, 4, 9).olderThan(SEEN)).isTrue();
        assertThat(new Stamp(3, 5, 6).olderThan(SEEN)).isTrue();
        assertThat(new Stamp(3, 5, 8).olderThan(SEEN)).isFalse();
        assertThat(new Stamp(3, 6, 0).olderThan(SEEN)).isFalse();
        assertThat(new Stamp(4, 0, 0).olderThan(SEEN)).isFalse();
    }

    @Test
    void theSameAgainIsNotOlder() {
        assertThat(SEEN.olderThan(new Stamp(3, 5, 7))).isFalse();
    }

    @Test
    void nothingIsOlderThanNone() {
        assertThat(new Stamp(0, 0, 0).olderThan(Stamp.NONE)).isFalse();
    }
}
