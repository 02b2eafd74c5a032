package io.prontuario.operator.reconcile;

import io.prontuario.continuity.model.Condition;
import io.prontuario.operator.status.OperatorCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How acting went. It goes into the status of the next round, which follows at once when it differs.
 *
 * @param refusedRoutes a front door's refusal of the configuration
 * @param supersededRoutes a front door that has heard from a newer leader
 * @param failedObjects what could not be applied and why
 * @param writes requests sent to the API server for objects
 */
record ActResult(
        Optional<String> refusedRoutes,
        Optional<String> supersededRoutes,
        Map<String, String> failedObjects,
        int writes) {
    ActResult {
        failedObjects = Map.copyOf(failedObjects);
    }

    /** Whether it says the same, the number of requests aside. */
    boolean sameAs(ActResult other) {
        return refusedRoutes.equals(other.refusedRoutes)
                && supersededRoutes.equals(other.supersededRoutes)
                && failedObjects.equals(other.failedObjects);
    }

    List<OperatorCondition> conditions() {
        List<OperatorCondition> conditions = new ArrayList<>();
        if (failedObjects.isEmpty()) {
            conditions.add(OperatorCondition.of(
                    OperatorCondition.WORKLOADS_APPLIED,
                    Condition.Status.True,
                    "Applied",
                    "every object is as the spec asks"));
        } else {
            StringBuilder message = new StringBuilder("the API server refused objects; what ran before keeps running:");
            new TreeMap<>(failedObjects).forEach((object, why) -> message.append(' ')
                    .append(object)
                    .append(": ")
                    .append(why)
                    .append(';'));
            conditions.add(OperatorCondition.of(
                    OperatorCondition.WORKLOADS_APPLIED, Condition.Status.False, "Refused", message.toString()));
        }
        supersededRoutes.ifPresent(box -> conditions.add(OperatorCondition.of(
                Condition.Type.RoutesConverged,
                Condition.Status.False,
                "NewerLeaderKnown",
                "a front door has taken orders from a newer leader and refuses this one's; if the Lease was deleted or the"
                        + " cluster set up anew, run \"agent reset-order\" on the box. " + box)));
        refusedRoutes.ifPresent(refusal -> conditions.add(OperatorCondition.of(
                Condition.Type.RoutesConverged,
                Condition.Status.False,
                "ConfigurationRefused",
                "spec.edge: the front door refused the configuration and keeps the last good one; correct spec.edge or"
                        + " spec.services. " + refusal)));
        return conditions;
    }
}
