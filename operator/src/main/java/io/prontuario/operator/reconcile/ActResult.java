package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Condition;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.status.OperatorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The result of acting. It goes into the status of the next pass, which follows at once when it differs.
 *
 * @param routes what each front door answered to its configuration, by box
 * @param failedObjects what could not be applied and why, by object
 */
record ActResult(Map<String, AgentAnswer> routes, Map<String, String> failedObjects) {
    ActResult {
        routes = Map.copyOf(routes);
        failedObjects = Map.copyOf(failedObjects);
    }

    /** Whether status would say the same. */
    boolean sameAs(ActResult other) {
        return conditions().equals(other.conditions());
    }

    List<OperatorCondition> conditions() {
        List<OperatorCondition> conditions = new ArrayList<>();
        conditions.add(workloads());
        first(AgentAnswer.Stale.class, AgentAnswer.Stale::message)
                .ifPresent(box -> conditions.add(OperatorCondition.of(
                        Condition.Type.RoutesConverged,
                        Condition.Status.False,
                        "NewerLeaderKnown",
                        "a front door has accepted orders of a newer leader and refuses this one's; if the Lease was"
                                + " deleted or the cluster was set up again, run \"agent reset-order\" on the box. "
                                + box)));
        first(AgentAnswer.Refused.class, AgentAnswer.Refused::message)
                .ifPresent(box -> conditions.add(OperatorCondition.of(
                        Condition.Type.RoutesConverged,
                        Condition.Status.False,
                        "ConfigurationRefused",
                        "spec.edge: a front door refused the configuration and keeps the last valid one; correct"
                                + " spec.edge or spec.services. " + box)));
        return conditions;
    }

    private OperatorCondition workloads() {
        if (failedObjects.isEmpty()) {
            return OperatorCondition.of(
                    OperatorCondition.WORKLOADS_APPLIED,
                    Condition.Status.True,
                    "Applied",
                    "every object is as the spec asks");
        }
        StringBuilder message = new StringBuilder("the API server refused objects; what ran before keeps running:");
        new TreeMap<>(failedObjects).forEach((object, why) -> message.append(' ')
                .append(object)
                .append(": ")
                .append(why)
                .append(';'));
        return OperatorCondition.of(
                OperatorCondition.WORKLOADS_APPLIED, Condition.Status.False, "ApplyFailed", message.toString());
    }

    /** The first box, by name, with such an answer, as "BOX: message". The same order goes to all of them. */
    private <T extends AgentAnswer> Optional<String> first(Class<T> answer, Function<T, String> message) {
        return new TreeMap<>(routes)
                .entrySet().stream()
                        .filter(entry -> answer.isInstance(entry.getValue()))
                        .map(entry -> entry.getKey() + ": " + message.apply(answer.cast(entry.getValue())))
                        .findFirst();
    }
}
