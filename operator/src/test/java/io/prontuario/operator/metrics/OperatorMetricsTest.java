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

    @Test
    void theWriterItsMovesAndItsCopiesAreCounted() {
        record("{writer: a, epoch: 1, phase: Granted, cause: First, fencedBelow: 0, copies: ["
                + "{name: a, role: Writer, answers: 'Yes'}, {name: b, role: Copy, answers: 'Yes', behind: 40}],"
                + " witness: {name: edge, answers: Unknown}}");
        assertThat(sample("prontuario_writer", "site", "a")).isEqualTo(1);
        assertThat(sample("prontuario_writer", "site", "b")).isZero();
        assertThat(sample("prontuario_copy_behind_bytes", "copy", "b")).isEqualTo(40);
        assertThat(sample("prontuario_copy_answers", "copy", "witness")).isEqualTo(-1);

        record("{writer: a, epoch: 1, phase: Ending, cause: Failover, fencedBelow: 2, copies: ["
                + "{name: a, role: Copy, answers: 'No'}]}");
        assertThat(sample("prontuario_writer", "site", "a")).isZero();
        assertThat(sample("prontuario_copy_answers", "copy", "a")).isZero();
        assertThat(sample("prontuario_copy_behind_bytes", "copy", "b"))
                .as("gone")
                .isNull();
        assertThat(sample("prontuario_writer_moves_total", "cause", "Failover")).isNull();

        record("{writer: b, epoch: 2, phase: Granted, cause: Failover, fencedBelow: 0}");
        assertThat(sample("prontuario_writer_moves_total", "cause", "Failover")).isEqualTo(1);
        assertThat(metrics.registry().getSampleValue("prontuario_writer_epoch")).isEqualTo(2);
    }

    @Test
    void aConditionHasOneStatusUntilAnotherReplicaLeads() {
        metrics.recorded(
                DECISION,
                Serialization.unmarshal(
                        "conditions: [{type: WriterSafe, status: 'False', reason: WriterSilent}]",
                        PlatformStatus.class));
        assertThat(condition("False")).isEqualTo(1);
        assertThat(condition("True")).isZero();
        assertThat(condition("Unknown")).isZero();

        metrics.leading(true);
        assertThat(condition("False")).isEqualTo(1);
        metrics.leading(false);
        assertThat(condition("False")).isNull();
    }

    private Double condition(String status) {
        return metrics.registry()
                .getSampleValue(
                        "prontuario_condition", new String[] {"type", "status"}, new String[] {"WriterSafe", status});
    }

    private void record(String data) {
        metrics.recorded(DECISION, Serialization.unmarshal("data: " + data, PlatformStatus.class));
    }

    private Double sample(String metric, String label, String value) {
        return metrics.registry().getSampleValue(metric, new String[] {label}, new String[] {value});
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
