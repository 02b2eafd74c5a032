package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Condition;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.DnsException;
import io.prontuario.names.DnsRecordUpdater.Propagation;
import io.prontuario.operator.status.OperatorCondition;

/** The condition of a name. */
final class DnsConditions {
    private DnsConditions() {}

    /** @param target in CamelCase: Site, Cloud or FrontDoor */
    static OperatorCondition of(DnsView view, String target, AddressRecords wanted, Propagation propagation) {
        if (propagation instanceof Propagation.Complete complete) {
            return condition(
                    view,
                    Condition.Status.True,
                    "PointsTo" + target,
                    view.name() + " is " + wanted.inWords() + " on all " + complete.servers()
                            + " authoritative servers");
        }
        if (propagation instanceof Propagation.Incomplete incomplete) {
            return condition(
                    view,
                    Condition.Status.False,
                    "Propagating",
                    view.name() + " is written as " + wanted.inWords() + ", but of " + incomplete.of()
                            + " authoritative servers these have another answer: "
                            + String.join("; ", incomplete.servers()));
        }
        return condition(
                view,
                Condition.Status.False,
                "WriteConflict",
                "another writer changed " + view.name() + " at the same time; nothing was overwritten, the next run"
                        + " reads it again");
    }

    static OperatorCondition failed(DnsView view, DnsException problem) {
        return condition(
                view,
                Condition.Status.False,
                problem.kind().name(),
                view.name() + " stays as it is. " + problem.inWords());
    }

    /** The decision names no target. */
    static OperatorCondition unchanged(DnsView view, String why) {
        return condition(view, Condition.Status.Unknown, "NoTarget", view.name() + " stays as it is: " + why);
    }

    static OperatorCondition pending(DnsView view) {
        return condition(view, Condition.Status.Unknown, "Pending", view.name() + " has not been read yet");
    }

    private static OperatorCondition condition(DnsView view, Condition.Status status, String reason, String message) {
        return OperatorCondition.of(view.condition(), status, reason, message);
    }
}
