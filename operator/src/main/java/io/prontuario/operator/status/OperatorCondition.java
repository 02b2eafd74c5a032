package io.prontuario.operator.status;

import io.prontuario.continuity.model.Condition;
import java.util.Optional;

/**
 * A condition for status, of the decision core or of the operator.
 *
 * @param generation the generation it describes, when that is not the accepted one
 */
public record OperatorCondition(
        String type, Condition.Status status, String reason, String message, Optional<Long> generation) {
    /** Whether every desired object could be applied. */
    public static final String WORKLOADS_APPLIED = "WorkloadsApplied";

    public static OperatorCondition of(String type, Condition.Status status, String reason, String message) {
        return new OperatorCondition(type, status, reason, message, Optional.empty());
    }

    public static OperatorCondition of(Condition.Type type, Condition.Status status, String reason, String message) {
        return of(type.name(), status, reason, message);
    }

    static OperatorCondition of(Condition condition) {
        return of(condition.type(), condition.status(), condition.reason(), condition.message());
    }

    /** A condition as status holds it. */
    public static OperatorCondition of(io.fabric8.kubernetes.api.model.Condition held) {
        return new OperatorCondition(
                held.getType(),
                Condition.Status.valueOf(held.getStatus()),
                held.getReason(),
                held.getMessage(),
                Optional.ofNullable(held.getObservedGeneration()));
    }

    public OperatorCondition about(long otherGeneration) {
        return new OperatorCondition(type, status, reason, message, Optional.of(otherGeneration));
    }
}
