package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.rules.WriteQuorum;

/** The two conditions about the record: may exactly one database write, and would what it acknowledged survive it? */
final class WriterConditions {
    private WriterConditions() {}

    static Condition writerSafe(DecisionContext round, WriterEpoch right) {
        Type type = Type.WriterSafe;
        if (round.policy.writing().isEmpty()) {
            return new Condition(
                    type,
                    Status.Unknown,
                    Condition.NO_WRITER_DECIDED,
                    "nothing observes this platform's database yet: who may write it is neither decided nor claimed");
        }
        if (!WriteQuorum.held(round.guards, round.seen.data())) {
            return new Condition(
                    type,
                    Status.Unknown,
                    "NothingRecorded",
                    "decisions cannot be recorded; the write right stays as it is");
        }
        if (right.holder().isEmpty()) {
            return round.policy.operatorRole() == io.prontuario.continuity.model.OperatorRole.CLOUD
                    ? new Condition(
                            type, Status.Unknown, "TheSites", "the site decides who writes; see its object's condition")
                    : new Condition(type, Status.False, "NoWriterYet", "no database was ever granted the write right");
        }
        SiteName holder = right.holder().get();
        return switch (right.phase()) {
            case VACANT, CLOSING -> new Condition(
                    type,
                    Status.False,
                    "EpochEnding",
                    "nobody may write until epoch " + right.epoch() + " of " + holder + " is proved to be over");
            case HELD -> held(round, right, holder);
        };
    }

    private static Condition held(DecisionContext round, WriterEpoch right, SiteName holder) {
        Type type = Type.WriterSafe;
        if (holder.equals(SiteName.CLOUD)
                && round.policy.operatorRole() == io.prontuario.continuity.model.OperatorRole.ONSITE) {
            return new Condition(type, Status.True, "InTheCloud", "the cloud holds epoch " + right.epoch());
        }
        if (round.seen.data().node(holder).answer() == DatabaseObservation.Answer.UNKNOWN) {
            return new Condition(type, Status.Unknown, "WriterNotSeen", holder + "'s database was not looked at");
        }
        return round.seen.data().node(holder).writes()
                ? new Condition(type, Status.True, "Held", holder + " alone may write, in epoch " + right.epoch())
                : new Condition(
                        type,
                        Status.False,
                        "WriterSilent",
                        holder + " holds epoch " + right.epoch() + " and does not write; see the guards that spoke");
    }

    static Condition dataProtected(DecisionContext round, WriterEpoch right) {
        Type type = Type.DataProtected;
        DatabaseObservation data = round.seen.data();
        if (round.policy.writing().isEmpty()) {
            return new Condition(
                    type,
                    Status.Unknown,
                    "NotObserved",
                    "nothing observes this platform's database yet: its copies are not claimed");
        }
        if (right.newestSet().map(SyncSet::members).map(java.util.Set::isEmpty).orElse(true)) {
            return right.holder().isPresent()
                    ? new Condition(
                            type,
                            Status.False,
                            "NoSecondCopy",
                            "what is written now is on one machine only; bring a copy or the witness back")
                    : new Condition(type, Status.Unknown, "NoWriterHere", "no database of this side writes");
        }
        if (right.inForce().size() > 1) {
            return new Condition(
                    type,
                    Status.False,
                    "SetChanging",
                    "the synchronous set is being changed; the older one counts until it has caught up");
        }
        if (data.projectionLagging().equals(java.util.Optional.of(true))) {
            return new Condition(
                    type,
                    Status.False,
                    "ProjectionLags",
                    "an emergency would be served from an old projection; see the outbox");
        }
        if (data.projectionLagging().isEmpty()) {
            return new Condition(
                    type, Status.Unknown, "ProjectionNotSeen", "the emergency projection's age is not known");
        }
        return new Condition(type, Status.True, "Copied", "every acknowledged write is on a second machine");
    }
}
