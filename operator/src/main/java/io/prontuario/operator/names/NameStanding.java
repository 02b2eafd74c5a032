package io.prontuario.operator.names;

import io.prontuario.continuity.model.Condition;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.NameKeeper.Standing;
import io.prontuario.names.NamesException;
import io.prontuario.operator.status.OwnCondition;
import java.util.List;

/** What a condition says of a name. */
final class NameStanding {
    private NameStanding() {}

    /** @param target in CamelCase: Site, Cloud or FrontDoor */
    static OwnCondition of(NameView view, String target, AddressRecords wanted, Standing standing) {
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

    static OwnCondition of(NameView view, NamesException problem) {
        return is(view, Condition.Status.False, problem.kind().name(), "the name stays as it is. " + problem.inWords());
    }

    /** The decision names no target, so nothing is changed. */
    static OwnCondition held(NameView view, String why) {
        return is(view, Condition.Status.Unknown, "NoHealthyTarget", view.name() + " stays as it is: " + why);
    }

    static OwnCondition notYet(NameView view) {
        return is(view, Condition.Status.Unknown, "NotYet", view.name() + " has not been looked at yet");
    }

    /** The types of condition that speak of names. */
    static List<String> types() {
        return List.of("PublicName", "OnsiteName");
    }

    private static OwnCondition is(NameView view, Condition.Status status, String reason, String message) {
        return OwnCondition.of(view.condition(), status, reason, message);
    }
}
