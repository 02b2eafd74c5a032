package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.demo.WriteProbe.Write;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaderHostDeathTest {
    private static final long MS = 1_000_000;

    @Test
    void theLongestTimeWithoutAnAcknowledgedWriteCountsTheEndsToo() {
        List<Write> writes = List.of(write(-50), write(200), write(2_300), write(2_400));

        assertThat(WriteProbe.longestGapMillis(writes, 0, 3_000 * MS)).isEqualTo(2_100);
        assertThat(WriteProbe.longestGapMillis(writes, 0, 9_000 * MS))
                .as("silence at the end")
                .isEqualTo(6_600);
        assertThat(WriteProbe.longestGapMillis(List.of(), 0, 9_000 * MS)).isEqualTo(9_000);
    }

    @Test
    void aReplicaWithAHigherRestartCountIsReported() {
        Map<String, Integer> before = Map.of("one", 0, "two", 1);

        assertThat(LeaderHostDeath.notRestarted(before, Map.of("two", 1, "three", 4))
                        .passed())
                .isTrue();
        assertThat(LeaderHostDeath.notRestarted(before, Map.of("two", 2)))
                .satisfies(check -> assertThat(check.passed()).isFalse())
                .satisfies(check -> assertThat(check.detail()).contains("two"));
        assertThat(LeaderHostDeath.notRestarted(before, Map.of("three", 0)).passed())
                .as("no replica of before is left")
                .isFalse();
    }

    private static Write write(long acknowledgedMillis) {
        return new Write((acknowledgedMillis - 5) * MS, acknowledgedMillis * MS);
    }
}
