package io.prontuario.crds.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.Examples;
import io.prontuario.crds.PlatformOverlay;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The health check of the examples runs at 03:00 every night, for five minutes. */
class DrillSlotsTest {
    @ParameterizedTest
    @CsvSource({
        // It begins when the other one is over, or a minute before.
        "5 3 * * 0,   America/Sao_Paulo, false",
        "4 3 * * 0,   America/Sao_Paulo, true",
        // It is over when the other one begins, or a minute after.
        "30 2 * * 0,  America/Sao_Paulo, false",
        "31 2 * * 0,  America/Sao_Paulo, true",
        "0 6 * * 0,   UTC, true",
        "0 3 * * 0,   UTC, false",
        // From the evening before.
        "59 23 * * 6, America/Sao_Paulo, false",
        "0 3 29 2 *,  America/Sao_Paulo, true",
    })
    void twoSlotsMayTouchButNotOverlap(String schedule, String zone, boolean overlaps) {
        List<Problem> found = problems(
                "{name: secondary-failover, suspend: false, schedule: '" + schedule + "', timeZone: " + zone + "}");
        assertThat(found).hasSize(overlaps ? 1 : 0);
    }

    @Test
    void aSuspendedDrillTakesNoSlot() {
        assertThat(problems("{name: secondary-failover, suspend: true, schedule: 0 3 * * 0}"))
                .isEmpty();
    }

    @Test
    void everyPairIsNamed() {
        assertThat(problems("{name: secondary-failover, suspend: false, schedule: 0 3 * * 0, duration: 2h}"
                        + ", {name: cloud-fallback, suspend: false}"))
                .extracting(Problem::path)
                .containsExactly("spec.drills[1].schedule", "spec.drills[2].schedule");
    }

    @Test
    void rareSchedulesMeetInSomeOtherYear() {
        assertThat(problems("{name: secondary-failover, suspend: false, schedule: 0 7 * * 0}"
                        + ", {name: yearly-audit, suspend: false}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("2026-11-15T10:00:00Z"));
    }

    @Test
    void manyFrequentSchedulesAreCheckedQuickly() {
        StringBuilder drills = new StringBuilder("{name: health-check, suspend: true}");
        for (int i = 0; i < 31 - 4; i++) {
            drills.append(", {name: d%d, suspend: false, schedule: '%d * * * *', scenario: HealthCheck, duration: 2m,"
                            .formatted(i, i * 2))
                    .append(" hold: 0s, budget: {rto: 0s, rpo: 0s}}");
        }
        // CPU time, which does not depend on the load of the machine.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        assertThat(problems(drills.toString())).isEmpty();
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private static List<Problem> problems(String drills) {
        String yaml = PlatformOverlay.merge(Examples.text("mac-studio-ha.yaml"), "spec: {drills: [" + drills + "]}");
        return PlatformValidator.validate(yaml, Instant.EPOCH).stream()
                .filter(problem -> problem.path().startsWith("spec.drills"))
                .toList();
    }
}
