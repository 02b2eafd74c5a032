package io.prontuario.operator.metrics;

import io.fabric8.kubernetes.api.model.Condition;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import java.util.List;

/** The object's conditions, as recorded, in the form that kube-state-metrics uses. Not thread-safe. */
final class ConditionMetrics {
    private static final List<String> STATUSES = List.of("True", "False", "Unknown");

    private final Gauge conditions;

    ConditionMetrics(CollectorRegistry registry) {
        conditions = Gauge.build("prontuario_condition", "1 for a condition's present status, 0 for the others")
                .labelNames("type", "status")
                .register(registry);
    }

    void recorded(List<Condition> present) {
        conditions.clear();
        present.forEach(condition -> STATUSES.forEach(status ->
                conditions.labels(condition.getType(), status).set(status.equals(condition.getStatus()) ? 1 : 0)));
    }

    /** Another replica records now: what this one saw last must fire no alert. */
    void leadershipLost() {
        conditions.clear();
    }
}
