package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Condition;
import io.prontuario.continuity.model.Condition.Status;
import io.prontuario.continuity.model.Condition.Type;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether every acknowledged write is on a second machine, and which copy is missing or about to fail. */
final class DataProtection {
    private final WriteDecisionContext context;
    private final WriterEpoch epoch;

    private DataProtection(WriteDecisionContext context, WriterEpoch epoch) {
        this.context = context;
        this.epoch = epoch;
    }

    static Condition condition(WriteDecisionContext context, WriterEpoch epoch) {
        return new DataProtection(context, epoch).condition();
    }

    private Condition condition() {
        Type type = Type.DataProtected;
        if (epoch.writer().isEmpty() || epoch.newestSet().isEmpty()) {
            return new Condition(type, Status.Unknown, "NoWriterHere", "no database of this side writes");
        }
        List<String> troubles = troubles();
        String said = troubles.isEmpty() ? "" : ": " + String.join("; ", troubles);
        if (epoch.newestSet().get().members().isEmpty()) {
            return new Condition(
                    type,
                    Status.False,
                    "NoSecondCopy",
                    "new writes are on one machine only; bring back a replica or the witness" + said);
        }
        for (SyncSet set : epoch.activeSyncSets()) {
            if (set.required() == 0) {
                return new Condition(
                        type,
                        Status.False,
                        "SyncSetChanging",
                        "the first copies are catching up; until then new writes may be on one machine only" + said);
            }
        }
        return troubles.isEmpty()
                ? new Condition(type, Status.True, "Replicated", "every acknowledged write is on a second machine")
                : new Condition(
                        type,
                        Status.False,
                        "CopyMissing",
                        "every acknowledged write is on a second machine, and one more failure may stop writes" + said);
    }

    /** What is wrong with the writer's machine, the other hosts' copies and the witness, each in a few words. */
    private List<String> troubles() {
        SiteName writer = epoch.writer().orElseThrow();
        List<String> troubles = new ArrayList<>(3);
        context.data.replica(writer).problem().ifPresent(said -> troubles.add(writer + ": " + said));
        if (!context.onSite()) {
            return troubles;
        }
        for (SiteName host : context.hosts()) {
            if (!host.equals(writer)) {
                trouble(host).ifPresent(said -> troubles.add(host + "'s copy " + said));
            }
        }
        if (context.policy.witness()) {
            trouble(SyncSet.WITNESS).ifPresent(said -> troubles.add("the witness " + said));
        }
        return troubles;
    }

    private Optional<String> trouble(SiteName member) {
        boolean witness = member.equals(SyncSet.WITNESS);
        Answer answer = witness
                ? context.data.witness().answer()
                : context.data.replica(member).answer();
        if (answer == Answer.NO) {
            return Optional.of("does not answer");
        }
        Optional<String> problem = witness
                ? context.data.witness().problem()
                : context.data.replica(member).problem();
        if (problem.isPresent()) {
            return problem.map(said -> "reports: " + said);
        }
        if (epoch.newestSet().orElseThrow().members().contains(member)) {
            return Optional.empty();
        }
        long itsEpoch = witness
                ? context.data.witness().epoch()
                : context.data.replica(member).epoch();
        return Optional.of(
                answer == Answer.UNKNOWN
                        ? "was not polled yet"
                        : itsEpoch == epoch.epoch()
                                ? "has not joined the synchronous set"
                                : "does not follow epoch " + epoch.epoch() + " yet");
    }
}
