package io.prontuario.continuity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FencingTokenTest {
    @Test
    void theTermCountsFirstThenTheEpochThenTheGeneration() {
        assertThat(List.of(
                        FencingToken.NONE,
                        new FencingToken(1, 9, 9),
                        new FencingToken(2, 1, 9),
                        new FencingToken(2, 2, 1),
                        new FencingToken(2, 2, 2)))
                .isSorted();
        assertThat(new FencingToken(2, 1, 9).olderThan(new FencingToken(2, 2, 1)))
                .isTrue();
        assertThat(new FencingToken(2, 2, 1).olderThan(new FencingToken(2, 2, 1)))
                .isFalse();
        assertThat(new FencingToken(2, 2, 1).withoutGeneration()).isEqualTo(new FencingToken(2, 2, 0));
    }
}
