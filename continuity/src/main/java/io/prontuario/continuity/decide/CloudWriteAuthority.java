package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.rules.Epochs;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The writer as the cloud's operator decides it: it belongs to the site, unless there is a proof. */
final class CloudWriteAuthority {
    private static final SyncSet NO_MEMBERS = SyncSet.any(0, Set.of());

    private final WriteDecisionContext context;

    CloudWriteAuthority(WriteDecisionContext context) {
        this.context = context;
    }

    WriterEpoch next() {
        WriterEpoch known = withSitesEpoch(context.before);
        return switch (known.phase()) {
            case VACANT -> take(known);
            case GRANTED -> handBack(known);
            case ENDING -> known; // until the site's next epoch is known
        };
    }

    List<WriteAction> actions(WriterEpoch next) {
        return switch (next.phase()) {
            case VACANT -> List.of();
            case GRANTED -> List.of(
                    new WriteAction.Promote(
                            SiteName.CLOUD,
                            next.epoch(),
                            NO_MEMBERS,
                            context.data.replica(SiteName.CLOUD).boot()),
                    new WriteAction.RouteWrites(next.writer(), next.epoch()));
            case ENDING -> List.of(
                    new WriteAction.RouteWrites(Optional.empty(), next.epoch()),
                    new WriteAction.Demote(SiteName.CLOUD, next.epoch()));
        };
    }

    /** The site's newest epoch, or that its present one is over: what was proved about earlier ones is void. */
    private WriterEpoch withSitesEpoch(WriterEpoch epoch) {
        Optional<PeerClusterStatus> site = context.data.peer();
        return site.isPresent() && !site.get().demoted() && site.get().epoch() > epoch.epoch()
                ? WriterEpoch.vacant(site.get().epoch(), epoch.change().request())
                : epoch;
    }

    private WriterEpoch take(WriterEpoch epoch) {
        OptionalLong release = context.data.proofs().release();
        if (release.isPresent() && release.getAsLong() >= epoch.epoch() && release.getAsLong() > 0) {
            return epoch.granted(release.getAsLong(), SiteName.CLOUD, Cause.HAND_OVER, List.of(NO_MEMBERS));
        }
        boolean active = context.failover.cloudRole() == CloudRole.ACTIVE;
        if (!context.policy.cloudMayWrite() || !active || epoch.epoch() == 0) {
            return epoch;
        }
        if (context.failover.paused()) {
            context.blocked(SafetyRule.PAUSE, "paused: the cloud's database is not promoted");
            return epoch;
        }
        Optional<String> proof = context.rules.cloudProof.of(context.data.proofs(), epoch.epoch());
        if (proof.isEmpty()) {
            context.blocked(
                    SafetyRule.CLOUD_PROOF,
                    "no host serves; the cloud's database is promoted only with the edge's attestation or two people's"
                            + " approval for epoch " + epoch.epoch());
            return epoch;
        }
        context.allowed(SafetyRule.CLOUD_PROOF, proof.get());
        return epoch.granted(Epochs.nextInCloud(epoch.epoch()), SiteName.CLOUD, Cause.DISASTER, List.of(NO_MEMBERS));
    }

    private WriterEpoch handBack(WriterEpoch epoch) {
        if (context.failover.cloudRole() == CloudRole.ACTIVE || !aHostFollows(epoch.epoch())) {
            return epoch;
        }
        if (context.failover.paused()) {
            context.blocked(SafetyRule.PAUSE, "paused: the cloud's database stays the writer");
            return epoch;
        }
        if (!context.failover.policy().automation().failback()) {
            context.blocked(
                    SafetyRule.MANUAL_MODE, "failover.failback.mode is Manual: a person has to hand the writer back");
            return epoch;
        }
        if (!context.rules.inboxDrained.drained(context.data)) {
            context.blocked(
                    SafetyRule.INBOX_DRAINED,
                    "hosts serve again; the inbox has to be merged before the writer returns to the site");
            return epoch;
        }
        return epoch.ending(Cause.HAND_BACK);
    }

    private boolean aHostFollows(long epoch) {
        for (SiteName host : context.hosts()) {
            ReplicaStatus replica = context.data.replica(host);
            if (replica.answers() && replica.epoch() == epoch) {
                return true;
            }
        }
        return false;
    }
}
