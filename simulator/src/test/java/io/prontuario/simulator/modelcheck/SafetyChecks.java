package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriteDecision;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.Invariant;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.DecisionInputs;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What no single decision may do, and what must hold of every state. */
final class SafetyChecks {
    private SafetyChecks() {}

    static Optional<String> check(
            ClusterState state,
            int operator,
            DecisionInputs round,
            DatabaseObservation seen,
            WriterEpoch before,
            WriteDecision decision) {
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        WriterEpoch next = decision.next();
        boolean changed = !next.equals(before);
        boolean granted = next.phase() == Phase.GRANTED && next.epoch() > before.epoch();
        boolean adopted = !cloud && granted && next.isWriter(SiteName.CLOUD) && next.cause() == Cause.DISASTER;
        if (seen.quorum() != DatabaseObservation.Answer.YES
                && (changed || !decision.actions().isEmpty())) {
            return Optional.of(Invariant.NO_ORDER_WITHOUT_QUORUM + ": " + decision.actions());
        }
        if (granted && !adopted && next.cause() != Cause.HAND_OVER && next.epoch() <= state.granted()) {
            return Optional.of(
                    Invariant.EPOCHS_HAVE_ONE_WRITER + ": epoch " + next.epoch() + " granted after " + state.granted());
        }
        if (next.epoch() < before.epoch()) {
            return Optional.of(
                    Invariant.EPOCHS_HAVE_ONE_WRITER + ": back from " + before.epoch() + " to " + next.epoch());
        }
        for (WriteAction action : decision.actions()) {
            if (action instanceof WriteAction.RouteWrites route
                    && !route.writer().equals(next.phase() == Phase.GRANTED ? next.writer() : Optional.empty())) {
                return Optional.of(Invariant.WRITES_GO_TO_THE_WRITER + ": " + route);
            }
        }
        Optional<String> joins = joins(seen, before, next);
        if (joins.isPresent()) {
            return joins;
        }
        if (round.paused() && changed && next.phase() != Phase.GRANTED) {
            return Optional.of(Invariant.PAUSED_MEANS_NO_TRANSITION + ": " + next);
        }
        Optional<String> ends = before.phase() == Phase.GRANTED && next.phase() == Phase.ENDING
                ? begins(state, seen, before, next)
                : Optional.empty();
        if (before.phase() == Phase.ENDING
                && next.phase() == Phase.ENDING
                && before.cause() != Cause.FAILOVER
                && next.cause() == Cause.FAILOVER) {
            return becomesFailover(seen, before);
        }
        if (ends.isPresent() || !granted || adopted) {
            return ends;
        }
        return cloud ? cloudGrant(seen, before, next) : siteGrant(state, round, before, next);
    }

    /** Of two members each must be of use to the other, or the next death finds a gap between them. */
    private static Optional<String> joins(DatabaseObservation seen, WriterEpoch before, WriterEpoch next) {
        Optional<SyncSet> newest = next.newestSet();
        if (newest.equals(before.newestSet())
                || newest.isEmpty()
                || !newest.get().members().contains(SyncSet.WITNESS)) {
            return Optional.empty();
        }
        for (SiteName member : newest.get().members()) {
            if (!member.equals(SyncSet.WITNESS)
                    && seen.replica(member).answers()
                    && seen.witness().answers()
                    && seen.witness().from() > seen.replica(member).position()) {
                return Optional.of(
                        Invariant.MEMBERS_JOIN_WITHOUT_A_GAP + ": " + member + " is behind where the witness begins");
            }
        }
        return Optional.empty();
    }

    /** An epoch is being ended for a reason. */
    private static Optional<String> begins(
            ClusterState state, DatabaseObservation seen, WriterEpoch before, WriterEpoch next) {
        SiteName holder = before.writer().orElseThrow();
        boolean sitePromised = seen.witness().givenToCloudAfter(before.epoch());
        switch (next.cause()) {
            case FAILOVER -> {
                boolean restarted =
                        seen.replica(holder).answers() && !seen.replica(holder).writes();
                if (!restarted && !sitePromised && (seen.replica(holder).answers() || walFlows(seen, holder))) {
                    return Optional.of(Invariant.WRITER_STAYS_WHILE_ITS_WAL_FLOWS + ": " + holder);
                }
                if (!restarted && !sitePromised && !aSiteCouldFollow(seen, before, holder)) {
                    return Optional.of(Invariant.EPOCHS_END_WITH_A_SUCCESSOR
                            + ": no site could ever be proved to follow " + holder);
                }
            }
            case SWITCHOVER, DRILL, HAND_OVER -> {
                SiteName to = next.change().target().orElseThrow();
                boolean ready = seen.replica(holder).writes()
                        && before.activeSyncSets().size() == 1
                        && seen.replica(to).answers()
                        && seen.replica(to).epoch() == before.epoch();
                if (!ready) {
                    return Optional.of(Invariant.PLANNED_CHANGES_BEGIN_READY + ": " + next.cause() + " to " + to);
                }
            }
            case HAND_BACK -> {
                if (seen.inboxPending().orElse(1) != 0) {
                    return Optional.of(Invariant.HAND_BACK_AFTER_THE_INBOX + ": released with rows pending");
                }
            }
            case FIRST, DISASTER -> {
                return Optional.of("an epoch ended for " + next.cause());
            }
        }
        return Optional.empty();
    }

    /** Whether any member that answers says that WAL arrives. */
    private static boolean walFlows(DatabaseObservation seen, SiteName holder) {
        SiteName other = holder.equals(ClusterState.A) ? ClusterState.B : ClusterState.A;
        return seen.witness().answers() && seen.witness().streaming()
                || seen.replica(other).answers() && seen.replica(other).receiving();
    }

    /** A planned change whose writer cannot be told to stop: another member answers, and it does not. */
    private static Optional<String> becomesFailover(DatabaseObservation seen, WriterEpoch before) {
        SiteName holder = before.writer().orElseThrow();
        SiteName other = holder.equals(ClusterState.A) ? ClusterState.B : ClusterState.A;
        boolean another = seen.witness().answers() || seen.replica(other).answers();
        return seen.replica(holder).answer() == DatabaseObservation.Answer.NO && another
                ? Optional.empty()
                : Optional.of(
                        Invariant.WRITER_STAYS_WHILE_ITS_WAL_FLOWS + ": nothing says that " + holder + " is lost");
    }

    /** Whether a site that answers now would have everything once it is fenced and caught up, as far as can be seen. */
    private static boolean aSiteCouldFollow(DatabaseObservation seen, WriterEpoch before, SiteName holder) {
        SiteName other = holder.equals(ClusterState.A) ? ClusterState.B : ClusterState.A;
        if (!seen.replica(other).answers() || seen.replica(other).epoch() != before.epoch()) {
            return false;
        }
        boolean witness = seen.witness().answers()
                && seen.witness().epoch() == before.epoch()
                && seen.witness().from() <= seen.replica(other).position();
        for (SyncSet set : before.activeSyncSets()) {
            int counted = (set.members().contains(other) ? 1 : 0)
                    + (witness && set.members().contains(SyncSet.WITNESS) ? 1 : 0);
            if (counted + set.required() <= set.members().size()) {
                return false;
            }
        }
        return true;
    }

    /** Demoted, or fenced out, in truth and not only by what was observed. */
    private static Optional<String> siteGrant(
            ClusterState state, DecisionInputs round, WriterEpoch before, WriterEpoch next) {
        if (before.writer().isEmpty()) {
            return Optional.empty();
        }
        int machine = ClusterState.machine(before.writer().get());
        Database old = state.database(machine);
        long ending = next.cause() == Cause.HAND_BACK ? next.epoch() - 1 : before.epoch();
        if (next.cause() == Cause.HAND_BACK && round.inbox().orElse(1) != 0) {
            return Optional.of(Invariant.HAND_BACK_AFTER_THE_INBOX + ": granted with rows pending");
        }
        if (old.demotedFrom() >= ending || old.epoch() != ending) {
            return Optional.empty();
        }
        int listening = 0;
        for (SiteName member : old.set().members()) {
            boolean witness = member.equals(SyncSet.WITNESS);
            long fencedBelow = witness
                    ? state.witness().fencedBelow()
                    : state.database(ClusterState.machine(member)).fencedBelow();
            listening += fencedBelow <= ending ? 1 : 0;
        }
        return listening >= old.set().required() && old.power() != Power.OFF
                ? Optional.of(Invariant.ENDED_BEFORE_GRANTED + ": "
                        + before.writer().get() + " could still acknowledge in epoch " + ending)
                : Optional.empty();
    }

    /** a proof, of this epoch, by two people if by people. */
    private static Optional<String> cloudGrant(DatabaseObservation seen, WriterEpoch before, WriterEpoch next) {
        long epoch = Math.max(
                before.epoch(),
                seen.peer().map(DatabaseObservation.PeerClusterStatus::epoch).orElse(0L));
        if (next.cause() == Cause.HAND_OVER) {
            return seen.proofs().release().isPresent()
                    ? Optional.empty()
                    : Optional.of(Invariant.CLOUD_GRANT_NEEDS_PROOF + ": no release");
        }
        boolean attested = seen.proofs()
                .attestation()
                .filter(edge -> edge.epoch() == epoch && edge.hostsOff() && edge.witnessFenced())
                .isPresent();
        Set<String> people = seen.proofs().approvals().stream()
                .filter(approval -> approval.epoch() == epoch)
                .map(Approval::person)
                .collect(Collectors.toSet());
        return attested || people.size() >= 2
                ? Optional.empty()
                : Optional.of(Invariant.CLOUD_GRANT_NEEDS_PROOF + ": " + seen.proofs() + " in epoch " + epoch);
    }

    /** The writer has all that was acknowledged, and no write is acknowledged in an epoch that is over. */
    static Optional<String> check(ClusterState after) {
        if (after.late() > 0) {
            return Optional.of(Invariant.NO_ACKNOWLEDGEMENT_IN_AN_OLDER_EPOCH + ": in epoch " + after.late() + " after "
                    + after.ackedEpoch());
        }
        WriterEpoch writerEpoch = after.newest();
        if (writerEpoch.phase() == Phase.GRANTED && writerEpoch.writer().isPresent()) {
            Database holder =
                    after.database(ClusterState.machine(writerEpoch.writer().get()));
            for (int i = 0; i < after.acked().length(); i++) {
                if (holder.log().indexOf(after.acked().charAt(i)) < 0) {
                    return Optional.of(Invariant.ACKNOWLEDGED_WRITES_SURVIVE + ": "
                            + writerEpoch.writer().get() + " in epoch " + writerEpoch.epoch() + " lacks \""
                            + after.acked().charAt(i) + "\"");
                }
            }
        }
        return Optional.empty();
    }
}
