package io.prontuario.operator.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.Observation.PublicSide;
import org.junit.jupiter.api.Test;

class OutsideLookTest {
    private static final int THRESHOLD = 3;
    private final ExternalReachabilityProbe look = new ExternalReachabilityProbe();

    @Test
    void silentAtTheThirdFailureAndNotAtTheSecond() {
        assertThat(look.seen()).isEqualTo(PublicSide.UNKNOWN);
        assertThat(look.count(true, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
        look.count(false, true, THRESHOLD);
        assertThat(look.count(false, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
        assertThat(look.count(false, true, THRESHOLD)).isEqualTo(PublicSide.SILENT);
        assertThat(look.count(true, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
    }

    @Test
    void oneSuccessEndsARunOfFailures() {
        look.count(false, true, THRESHOLD);
        look.count(false, true, THRESHOLD);
        look.count(true, true, THRESHOLD);
        look.count(false, true, THRESHOLD);
        assertThat(look.count(false, true, THRESHOLD)).isEqualTo(PublicSide.ANSWERS);
    }

    @Test
    void aCloudThatReachesNothingKnowsNothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(look.count(false, false, THRESHOLD)).isEqualTo(PublicSide.UNKNOWN);
        }
        look.count(false, true, THRESHOLD);
        assertThat(look.count(false, true, THRESHOLD)).as("the run begins anew").isEqualTo(PublicSide.UNKNOWN);
    }
}
