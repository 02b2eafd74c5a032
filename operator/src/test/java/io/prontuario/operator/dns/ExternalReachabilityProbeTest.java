package io.prontuario.operator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Observation.PublicSide;
import org.junit.jupiter.api.Test;

class ExternalReachabilityProbeTest {
    private static final int THRESHOLD = 3;
    private final ExternalReachabilityProbe probe = new ExternalReachabilityProbe();

    @Test
    void silentAtTheThirdFailureAndNotAtTheSecond() {
        assertThat(probe.seen()).isEqualTo(PublicSide.UNKNOWN);
        assertThat(probe.count(true, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
        probe.count(false, true, THRESHOLD);
        assertThat(probe.count(false, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
        assertThat(probe.count(false, true, THRESHOLD)).isEqualTo(PublicSide.SILENT);
        assertThat(probe.count(true, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
    }

    @Test
    void oneSuccessEndsARunOfFailures() {
        probe.count(false, true, THRESHOLD);
        probe.count(false, true, THRESHOLD);
        probe.count(true, true, THRESHOLD);
        probe.count(false, true, THRESHOLD);
        assertThat(probe.count(false, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
    }

    @Test
    void withoutAnyAnswerFromOutsideTheHospitalIsUnknown() {
        for (int i = 0; i < 10; i++) {
            assertThat(probe.count(false, false, THRESHOLD)).isEqualTo(PublicSide.UNKNOWN);
        }
        probe.count(false, true, THRESHOLD);
        assertThat(probe.count(false, true, THRESHOLD))
                .as("the count starts again")
                .isEqualTo(PublicSide.UNKNOWN);
    }
}
