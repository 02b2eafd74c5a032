package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.decide.WriteDecision;
import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Approval;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Power;
import io.prontuario.simulator.modelcheck.OperatorTransitions.Round;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What no single decision may do, and what must hold of every tier. Numbers are those of the design's invariants. */
final class SafetyChecks {
    private SafetyChecks() {}

    static Optional<String> check(
            ClusterState tier,
            int operator,
            Round round,
            DatabaseObservation seen,
            WriterEpoch before,
            WriteDecision decision) {
        boolean cloud = operator == ClusterState.CLOUD_OPERATOR;
        WriterEpoch next = decision.next();
        boolean changed = !next.equals(before);
        boolean granted = next.phase() == Phase.HELD && next.epoch() > before.epoch();
        boolean adopted = !cloud && granted && next.heldBy(SiteName.CLOUD) && next.cause() == Cause.DISASTER;
        if (seen.quorum() != DatabaseObservation.Answer.YES
                && (changed || !decision.actions().isEmpty())) {
            return Optional.of("NothingToldWithoutQuorum: " + decision.actions());
        }
        if (granted && !adopted && next.cause() != Cause.HAND_OVER && next.epoch() <= tier.granted()) {
            return Optional.of("EpochsHaveOneHolder: epoch " + next.epoch() + " granted after " + tier.granted());
        }
        if (next.epoch() < before.epoch()) {
            return Optional.of("EpochsHaveOneHolder: back from " + before.epoch() + " to " + next.epoch());
        }
        for (WriteAction action : decision.actions()) {
            if (action instanceof WriteAction.RouteWrites route
                    && !route.holder().equals(next.phase() == Phase.HELD ? next.holder() : Optional.empty())) {
                return Optional.of("WritesGoToTheHolder: " + route);
            }
        }
        Optional<String> joins = joins(seen, before, next);
        if (joins.isPresent()) {
            return joins;
        }
        if (round.paused() && changed && next.phase() != Phase.HELD) {
            return Optional.of("PausedMeansNoTransition: " + next);
        }
        Optional<String> ends = before.phase() == Phase.HELD && next.phase() == Phase.CLOSING
                ? begins(tier, seen, before, next)
                : Optional.empty();
        if (ends.isPresent() || !granted || adopted) {
            return ends;
        }
        return cloud ? cloudGrant(seen, before, next) : siteGrant(tier, round, before, next);
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
                    && seen.node(member).answers()
                    && seen.witness().answers()
                    && seen.witness().from() > seen.node(member).position()) {
                return Optional.of("MembersJoinGapFree: " + member + " is behind where the witness begins");
            }
        }
        return Optional.empty();
    }

    /** An epoch is being ended for a reason. */
    private static Optional<String> begins(
            ClusterState tier, DatabaseObservation seen, WriterEpoch before, WriterEpoch next) {
        SiteName holder = before.holder().orElseThrow();
        boolean sitePromised = seen.witness().promisedAway(before.epoch());
        switch (next.cause()) {
            case FAILOVER -> {
                boolean restarted =
                        seen.node(holder).answers() && !seen.node(holder).writes();
                if (!restarted
                        && !sitePromised
                        && (seen.node(holder).answers() || seen.witness().streaming())) {
                    return Optional.of("WriterStaysWhileItsLogFlows: " + holder);
                }
                if (!restarted && !sitePromised && !somebodyCouldFollow(seen, before, holder)) {
                    return Optional.of("EpochsEndForSomebody: nobody could ever be proved to follow " + holder);
                }
            }
            case SWITCHOVER, DRILL, HAND_OVER -> {
                SiteName to = next.wanted().orElseThrow();
                boolean ready = seen.node(holder).writes()
                        && before.inForce().size() == 1
                        && seen.node(to).answers()
                        && seen.node(to).epoch() == before.epoch();
                if (!ready) {
                    return Optional.of("PlannedChangesBeginReady: " + next.cause() + " to " + to);
                }
            }
            case HAND_BACK -> {
                if (seen.inboxPending().orElse(1) != 0) {
                    return Optional.of("HandBackAfterTheInbox: released with rows pending");
                }
            }
            case FIRST, DISASTER -> {
                return Optional.of("an epoch ended for " + next.cause());
            }
        }
        return Optional.empty();
    }

    /** 18: once sealed and drained, somebody who answers now would have everything, as far as can be seen. */
    private static boolean somebodyCouldFollow(DatabaseObservation seen, WriterEpoch before, SiteName holder) {
        SiteName other = holder.equals(ClusterState.A) ? ClusterState.B : ClusterState.A;
        if (!seen.node(other).answers() || seen.node(other).epoch() != before.epoch()) {
            return false;
        }
        boolean witness = seen.witness().answers()
                && seen.witness().epoch() == before.epoch()
                && seen.witness().from() <= seen.node(other).position();
        for (SyncSet set : before.inForce()) {
            int counted = (set.members().contains(other) ? 1 : 0)
                    + (witness && set.members().contains(SyncSet.WITNESS) ? 1 : 0);
            if (counted + set.required() <= set.members().size()) {
                return false;
            }
        }
        return true;
    }

    /** 4: released, or sealed out, in truth and not only by what was seen. */
    private static Optional<String> siteGrant(ClusterState tier, Round round, WriterEpoch before, WriterEpoch next) {
        if (before.holder().isEmpty()) {
            return Optional.empty();
        }
        int machine = ClusterState.machine(before.holder().get());
        Database old = tier.database(machine);
        long ending = next.cause() == Cause.HAND_BACK ? next.epoch() - 1 : before.epoch();
        if (next.cause() == Cause.HAND_BACK && round.inbox().orElse(1) != 0) {
            return Optional.of("HandBackAfterTheInbox: granted with rows pending");
        }
        if (old.released() >= ending || old.epoch() != ending) {
            return Optional.empty();
        }
        int listening = 0;
        for (SiteName member : old.set().members()) {
            boolean witness = member.equals(SyncSet.WITNESS);
            long sealed = witness
                    ? tier.witness().sealed()
                    : tier.database(ClusterState.machine(member)).sealed();
            listening += sealed <= ending ? 1 : 0;
        }
        return listening >= old.set().required() && old.power() != Power.OFF
                ? Optional.of(
                        "EndedBeforeGranted: " + before.holder().get() + " could still acknowledge in epoch " + ending)
                : Optional.empty();
    }

    /** 5, 6, 14: a proof, of this epoch, by two people if by people. */
    private static Optional<String> cloudGrant(DatabaseObservation seen, WriterEpoch before, WriterEpoch next) {
        long epoch = Math.max(
                before.epoch(),
                seen.otherSide()
                        .map(DatabaseObservation.PeerClusterStatus::epoch)
                        .orElse(0L));
        if (next.cause() == Cause.HAND_OVER) {
            return seen.proofs().release().isPresent()
                    ? Optional.empty()
                    : Optional.of("CloudGrantNeedsProof: no release");
        }
        boolean attested = seen.proofs()
                .attestation()
                .filter(edge -> edge.epoch() == epoch && edge.hostsOff() && edge.witnessSealed())
                .isPresent();
        Set<String> people = seen.proofs().approvals().stream()
                .filter(approval -> approval.epoch() == epoch)
                .map(Approval::person)
                .collect(Collectors.toSet());
        return attested || people.size() >= 2
                ? Optional.empty()
                : Optional.of("CloudGrantNeedsProof: " + seen.proofs() + " in epoch " + epoch);
    }

    /** 1 and 3, of every step: who may write has all that was acknowledged, and nobody acknowledges in an epoch that is over. */
    static Optional<String> check(ClusterState after) {
        if (after.late() > 0) {
            return Optional.of(
                    "NoAcknowledgementInAnOlderEpoch: in epoch " + after.late() + " after " + after.ackedEpoch());
        }
        WriterEpoch right = after.newest();
        if (right.phase() == Phase.HELD && right.holder().isPresent()) {
            Database holder = after.database(ClusterState.machine(right.holder().get()));
            for (int i = 0; i < after.acked().length(); i++) {
                if (holder.log().indexOf(after.acked().charAt(i)) < 0) {
                    return Optional.of(
                            "AcknowledgedWritesSurvive: " + right.holder().get() + " in epoch " + right.epoch()
                                    + " lacks \"" + after.acked().charAt(i) + "\"");
                }
            }
        }
        return Optional.empty();
    }
}
