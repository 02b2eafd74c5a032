package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.List;
import java.util.Optional;

/** The two conditions about the record: may exactly one database write, and would what it acknowledged survive it? */
final class WriterConditions {
    private static final List<Condition> WITHOUT_OBSERVATION = List.of(
            new Condition(
                    Type.WriterSafe,
                    Status.Unknown,
                    Condition.NO_WRITER_DECIDED,
                    "no database of this platform is observed: the operator does not decide which one may write"),
            new Condition(
                    Type.DataProtected,
                    Status.Unknown,
                    "NotObserved",
                    "no database of this platform is observed: the number of copies is unknown"));

    private WriterConditions() {}

    static List<Condition> withoutObservation() {
        return WITHOUT_OBSERVATION;
    }

    static List<Condition> of(WriteDecisionContext context, WriterEpoch epoch) {
        return List.of(writerSafe(context, epoch), dataProtected(context, epoch));
    }

    private static Condition writerSafe(WriteDecisionContext context, WriterEpoch epoch) {
        Type type = Type.WriterSafe;
        if (!context.rules.quorum.present(context.data)) {
            return new Condition(
                    type, Status.Unknown, "NoQuorum", "decisions cannot be recorded; the writer does not change");
        }
        if (epoch.writer().isEmpty()) {
            return context.onSite()
                    ? new Condition(type, Status.False, "NoWriterYet", "no database was promoted yet")
                    : new Condition(type, Status.Unknown, "DecidedOnSite", "see the on-site cluster's WriterSafe");
        }
        SiteName writer = epoch.writer().get();
        return switch (epoch.phase()) {
            case VACANT, ENDING -> new Condition(
                    type,
                    Status.False,
                    "EpochEnding",
                    "no database may write until epoch " + epoch.epoch() + " of " + writer + " is proved to be over");
            case GRANTED -> granted(context, epoch, writer);
        };
    }

    private static Condition granted(WriteDecisionContext context, WriterEpoch epoch, SiteName writer) {
        Type type = Type.WriterSafe;
        if (writer.equals(SiteName.CLOUD) && context.onSite()) {
            return new Condition(
                    type, Status.True, "WriterInCloud", "the cloud's database is the writer of epoch " + epoch.epoch());
        }
        ReplicaStatus status = context.data.replica(writer);
        if (status.answer() == Answer.UNKNOWN) {
            return new Condition(type, Status.Unknown, "WriterNotChecked", writer + "'s database was not probed");
        }
        return status.writes()
                ? new Condition(
                        type,
                        Status.True,
                        "OneWriter",
                        writer + " is the only database that may write, in epoch " + epoch.epoch())
                : new Condition(
                        type,
                        Status.False,
                        "WriterSilent",
                        writer + " is the writer of epoch " + epoch.epoch()
                                + " and does not write; see the rules that blocked a change");
    }

    private static Condition dataProtected(WriteDecisionContext context, WriterEpoch epoch) {
        Type type = Type.DataProtected;
        if (epoch.newestSet().isEmpty() || epoch.newestSet().get().members().isEmpty()) {
            return epoch.writer().isPresent()
                    ? new Condition(
                            type,
                            Status.False,
                            "NoSecondCopy",
                            "new writes are on one machine only; bring back a replica or the witness")
                    : new Condition(type, Status.Unknown, "NoWriterHere", "no database of this side writes");
        }
        if (epoch.activeSyncSets().size() > 1) {
            return new Condition(
                    type,
                    Status.False,
                    "SyncSetChanging",
                    "the synchronous set is being changed; the older set counts until the newer one has caught up");
        }
        Optional<Boolean> lagging = context.data.projectionLagging();
        if (lagging.isEmpty()) {
            return new Condition(
                    type, Status.Unknown, "ProjectionUnknown", "the lag of the emergency projection is unknown");
        }
        return lagging.get()
                ? new Condition(
                        type,
                        Status.False,
                        "ProjectionLagging",
                        "the emergency projection is behind its bound; check the outbox")
                : new Condition(type, Status.True, "Replicated", "every acknowledged write is on a second machine");
    }
}
