package io.prontuario.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges conditions of several sources; a later one of the same type wins. */
final class Conditions {
    /** Kubernetes' own limit for a message. */
    private static final int MESSAGE = 32768;

    private Conditions() {}

    /**
     * @param previous the conditions in status now: one whose status does not change keeps its transition time
     * @param generation that the conditions describe
     */
    static List<Condition> of(
            List<io.prontuario.continuity.model.Condition> core,
            List<OperatorCondition> own,
            List<Condition> previous,
            long generation,
            Instant now) {
        Map<String, OperatorCondition> byType = new LinkedHashMap<>();
        core.forEach(condition -> byType.put(condition.type().name(), OperatorCondition.of(condition)));
        own.forEach(condition -> byType.put(condition.type(), condition));
        return byType.values().stream()
                .map(condition -> condition(condition, previous, generation, now))
                .toList();
    }

    private static Condition condition(
            OperatorCondition condition, List<Condition> previous, long generation, Instant now) {
        String since = previous.stream()
                .filter(before -> before.getType().equals(condition.type())
                        && before.getStatus().equals(condition.status().name()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
        String message = condition.message();
        return new ConditionBuilder()
                .withType(condition.type())
                .withStatus(condition.status().name())
                .withReason(condition.reason())
                .withMessage(message.length() > MESSAGE ? message.substring(0, MESSAGE) : message)
                .withObservedGeneration(condition.generation().orElse(generation))
                .withLastTransitionTime(since)
                .build();
    }
}
