package io.prontuario.operator.dns;

import io.prontuario.continuity.model.Condition;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameKeeper.Standing;
import io.prontuario.names.NamesException;
import io.prontuario.operator.status.OperatorCondition;
import java.util.List;

/** What a condition says of a name. */
final class DnsConditions {
    private DnsConditions() {}

    /** @param target in CamelCase: Site, Cloud or FrontDoor */
    static OperatorCondition of(DnsView view, String target, AddressRecords wanted, Standing standing) {
        if (standing instanceof Standing.Everywhere everywhere) {
            return is(
                    view,
                    Condition.Status.True,
                    "PointsTo" + target,
                    view.name() + " is " + wanted.inWords() + ", say all " + everywhere.servers()
                            + " authoritative servers");
        }
        if (standing instanceof Standing.Lagging lagging) {
            return is(
                    view,
                    Condition.Status.False,
                    "NotEverywhereYet",
                    view.name() + " is written as " + wanted.inWords() + ", but of " + lagging.of()
                            + " authoritative servers these do not say so: " + String.join("; ", lagging.servers()));
        }
        return is(
                view,
                Condition.Status.False,
                "Contested",
                "somebody else changed " + view.name() + " at the same time; nothing was overwritten, looking again");
    }

    static OperatorCondition of(DnsView view, NamesException problem) {
        return is(view, Condition.Status.False, problem.kind().name(), "the name stays as it is. " + problem.inWords());
    }

    /** The decision names no target, so nothing is changed. */
    static OperatorCondition held(DnsView view, String why) {
        return is(view, Condition.Status.Unknown, "NoHealthyTarget", view.name() + " stays as it is: " + why);
    }

    static OperatorCondition notYet(DnsView view) {
        return is(view, Condition.Status.Unknown, "NotYet", view.name() + " has not been looked at yet");
    }

    /** The types of condition that speak of names. */
    static List<String> types() {
        return List.of("PublicName", "OnsiteName");
    }

    private static OperatorCondition is(DnsView view, Condition.Status status, String reason, String message) {
        return OperatorCondition.of(view.condition(), status, reason, message);
    }
}
