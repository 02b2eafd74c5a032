package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions about the record: may exactly one database write, is what it acknowledged on a second machine, and, where there is a
 * cloud, is the emergency projection within its bound? The last is a condition of its own: a projection that lags, or that nothing
 * reports about, says nothing about the copies on site, and would hide that one of them is missing.
 */
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
        List<Condition> conditions = new ArrayList<>(3);
        conditions.add(writerSafe(context, epoch));
        conditions.add(DataProtection.condition(context, epoch));
        if (context.onSite() && context.failover.policy().cloud()) {
            conditions.add(projection(context));
        }
        return conditions;
    }

    private static Condition writerSafe(WriteDecisionContext context, WriterEpoch epoch) {
        Type type = Type.WriterSafe;
        if (!context.rules.quorum.present(context.data)) {
            return new Condition(
                    type, Status.Unknown, "NoQuorum", "decisions cannot be recorded; the writer does not change");
        }
        Optional<SiteName> ahead = aheadOfStatus(context, epoch);
        if (ahead.isPresent()) {
            return new Condition(type, Status.False, "StatusBehind", statusBehind(context, epoch, ahead.get()));
        }
        Optional<SiteName> second = secondWriter(context, epoch);
        if (second.isPresent()) {
            return new Condition(type, Status.False, "SecondWriter", secondWriter(context, epoch, second.get()));
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

    /** A host that takes writes in an epoch that was granted after everything that status knows. */
    private static Optional<SiteName> aheadOfStatus(WriteDecisionContext context, WriterEpoch epoch) {
        return context.onSite()
                ? context.hosts().stream()
                        .filter(host -> context.data.replica(host).writes())
                        .filter(host -> context.data.replica(host).epoch() > epoch.epoch())
                        .findFirst()
                : Optional.empty();
    }

    private static String statusBehind(WriteDecisionContext context, WriterEpoch epoch, SiteName host) {
        return host + "'s database writes in epoch "
                + context.data.replica(host).epoch() + ", and status.data "
                + epoch.writer()
                        .map(writer -> "knows of " + writer + " in epoch " + epoch.epoch())
                        .orElse("names no writer")
                + ": it was lost, or an older copy was put back. Do not stop that database; restore status.data";
    }

    /** A host that takes writes and is not the epoch's: thawed and not demoted yet, or promoted by hand. */
    private static Optional<SiteName> secondWriter(WriteDecisionContext context, WriterEpoch epoch) {
        if (!context.onSite()) {
            return Optional.empty();
        }
        for (SiteName host : context.hosts()) {
            if (context.data.replica(host).writes() && !epoch.writer().equals(Optional.of(host))) {
                return Optional.of(host);
            }
        }
        return Optional.empty();
    }

    private static String secondWriter(WriteDecisionContext context, WriterEpoch epoch, SiteName second) {
        String may = epoch.phase() == Phase.GRANTED && epoch.writer().isPresent()
                ? "only " + epoch.writer().get() + " may, in epoch " + epoch.epoch()
                : "no database may now";
        return second + "'s database takes writes (epoch "
                + context.data.replica(second).epoch() + "); " + may
                + ". No write is routed to it. If it does not stop within a minute, stop that database on " + second
                + ": its agent starts it as a copy";
    }

    private static Condition granted(WriteDecisionContext context, WriterEpoch epoch, SiteName writer) {
        Type type = Type.WriterSafe;
        if (writer.equals(SiteName.CLOUD) && context.onSite()) {
            return new Condition(
                    type, Status.True, "WriterInCloud", "the cloud's database is the writer of epoch " + epoch.epoch());
        }
        ReplicaStatus status = context.data.replica(writer);
        boolean wrote = status.writing().isPresent();
        if (status.answer() == Answer.UNKNOWN && !wrote) {
            return new Condition(type, Status.Unknown, "WriterNotChecked", writer + "'s database was not polled yet");
        }
        // one poll that fails is no silence: what the last one saw stands until the threshold
        return status.answer() != Answer.NO && wrote
                ? new Condition(
                        type,
                        Status.True,
                        "OneWriter",
                        writer + " is the only database that may write, in epoch " + epoch.epoch())
                : new Condition(
                        type,
                        Status.False,
                        "WriterSilent",
                        writer + " is the writer of epoch " + epoch.epoch() + " and "
                                + (status.answer() == Answer.NO ? "does not answer" : "does not write yet")
                                + status.problem().map(said -> ": " + said).orElse("")
                                + "; see the rules that blocked a change");
    }

    private static Condition projection(WriteDecisionContext context) {
        Type type = Type.ProjectionCurrent;
        return context.data
                .projectionLagging()
                .map(lags -> lags
                        ? new Condition(
                                type,
                                Status.False,
                                "ProjectionLagging",
                                "the emergency projection is behind its bound; check the outbox")
                        : new Condition(
                                type, Status.True, "WithinBound", "the emergency projection is within its bound"))
                .orElseGet(() -> new Condition(
                        type, Status.Unknown, "NotReported", "nothing reports how far the emergency projection is"));
    }
}
