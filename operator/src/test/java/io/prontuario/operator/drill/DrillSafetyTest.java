package io.prontuario.operator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import org.junit.jupiter.api.Test;

class DrillSafetyTest {
    @Test
    void withoutAWriteRightNothingOfItIsEndangered() {
        assertThat(DrillSafety.mayBegin(
                        full("{type: WriterSafe, status: Unknown, reason: NoWriterDecided, message: m}")))
                .isEmpty();
    }

    @Test
    void aWriteRightThatIsNotSafeIsNoTimeForARehearsal() {
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: Unknown, reason: WriterNotSeen, message: m}")))
                .hasValueSatisfying(problem -> assertThat(problem.reason()).isEqualTo("NotWriterSafe"));
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: 'False', reason: EpochEnding, message: m}")))
                .isPresent();
        assertThat(DrillSafety.mayBegin(full("{type: WriterSafe, status: 'True', reason: Held, message: m}")))
                .isEmpty();
    }

    private static PlatformStatus full(String condition) {
        return Serialization.unmarshal(
                """
                mode: Full
                conditions:
                  - {type: Ready, status: 'True', reason: Full, message: m}
                  - {type: CloudStandbyReady, status: 'True', reason: Standby, message: m}
                  - %s
                """
                        .formatted(condition),
                PlatformStatus.class);
    }
}
