package io.prontuario.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.model.Decision;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.reconcile.Policies;
import io.prontuario.operator.support.Platforms;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
    private static final Policy POLICY =
            Policies.of(Platforms.twoHosts("prontuario", 30080).getSpec(), OperatorRole.ONSITE);
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final FailoverDecider DECIDER = new FailoverDecider();
    private static final Decision DECISION = DECIDER.decide(
            POLICY,
            DECIDER.initial(POLICY, NOW),
            new Observation(Map.of(), Map.of(), Optional.empty(), "hash", Optional.empty()),
            NOW);

    private final OperatorMetrics metrics = new OperatorMetrics();

    @Test
    void aTimeInStatusThatCannotBeParsedFailsNoPass() {
        tell("yesterday");
        assertThat(passed()).isZero();
        assertThat(asOf()).isNaN();
        tell("2026-03-01T06:00:00Z");
        assertThat(passed()).isEqualTo(1_772_344_800.0);
        assertThat(asOf()).isEqualTo(1_772_344_800.0);
    }

    private void tell(String time) {
        PlatformStatus status = Serialization.unmarshal(
                """
                drills: [{name: weekly, since: '2026-01-01T00:00:00Z', lastSuccessfulTime: '%1$s'}]
                projection: {job: api-ship, dataAsOf: '%1$s'}
                """
                        .formatted(time),
                PlatformStatus.class);
        metrics.recorded(DECISION, status);
    }

    private Double passed() {
        return metrics.registry()
                .getSampleValue(
                        "prontuario_drill_last_success_timestamp_seconds",
                        new String[] {"drill"},
                        new String[] {"weekly"});
    }

    private Double asOf() {
        return metrics.registry().getSampleValue("prontuario_projection_as_of_timestamp_seconds");
    }
}
