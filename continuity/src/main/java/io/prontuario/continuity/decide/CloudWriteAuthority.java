package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.continuity.model.WriterEpoch.Cause;
import io.prontuario.continuity.model.WriterEpoch.Phase;
import io.prontuario.continuity.rules.CloudProof;
import io.prontuario.continuity.rules.Epochs;
import io.prontuario.continuity.rules.InboxDrained;
import io.prontuario.continuity.rules.ManualMode;
import io.prontuario.continuity.rules.PauseRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The write right as the cloud's operator decides it: it is somebody else's, unless there is a proof. */
final class CloudWriteAuthority {
    private static final SyncSet ALONE = SyncSet.any(0, Set.of());

    private final WriteDecisionContext round;

    CloudWriteAuthority(WriteDecisionContext round) {
        this.round = round;
    }

    WriterEpoch judge() {
        WriterEpoch right = heard(round.before);
        WriterEpoch next =
                switch (right.phase()) {
                    case VACANT -> take(right);
                    case HELD -> handBack(right);
                    case CLOSING -> right; // until the site's next epoch is heard of
                };
        tell(next);
        return next;
    }

    /** The site's newest epoch, or that its present one is over: what was proved about earlier ones is void. */
    private WriterEpoch heard(WriterEpoch right) {
        Optional<PeerClusterStatus> site = round.data.otherSide();
        return site.isPresent() && !site.get().released() && site.get().epoch() > right.epoch()
                ? new WriterEpoch(
                        site.get().epoch(),
                        Optional.empty(),
                        Phase.VACANT,
                        Cause.FIRST,
                        Optional.empty(),
                        List.of(),
                        right.request())
                : right;
    }

    private WriterEpoch take(WriterEpoch right) {
        OptionalLong release = round.data.proofs().release();
        if (release.isPresent() && release.getAsLong() >= right.epoch() && release.getAsLong() > 0) {
            return right.granted(release.getAsLong(), SiteName.CLOUD, Cause.HAND_OVER, List.of(ALONE));
        }
        if (!round.writing.cloudMayWrite() || !round.around.cloudServes() || right.epoch() == 0) {
            return right;
        }
        if (round.around.paused()) {
            round.held(PauseRule.class, "paused: the cloud takes no write right");
            return right;
        }
        Optional<String> proof = CloudProof.of(round.guards, round.data.proofs(), right.epoch());
        if (proof.isEmpty()) {
            round.held(
                    CloudProof.class,
                    "no host serves; the cloud writes only with the edge's attestation or two people's approval for epoch "
                            + right.epoch());
            return right;
        }
        round.allowed(CloudProof.class, proof.get());
        return right.granted(Epochs.nextInCloud(right.epoch()), SiteName.CLOUD, Cause.DISASTER, List.of(ALONE));
    }

    private WriterEpoch handBack(WriterEpoch right) {
        if (!round.around.siteReturned() || !aHostFollows(right.epoch())) {
            return right;
        }
        if (round.around.paused()) {
            round.held(PauseRule.class, "paused: the cloud keeps the write right");
            return right;
        }
        if (!round.policy.automaticFailback()) {
            round.held(ManualMode.class, "failover.failback.mode is Manual: a person has to hand the write right back");
            return right;
        }
        if (!InboxDrained.merged(round.guards, round.data)) {
            round.held(
                    InboxDrained.class, "hosts are back; the inbox has to be merged before the write right goes home");
            return right;
        }
        return right.closing(Cause.HAND_BACK, Optional.empty(), right.request());
    }

    private boolean aHostFollows(long epoch) {
        for (SiteName host : round.policy.hosts()) {
            ReplicaStatus node = round.data.node(host);
            if (node.answers() && node.epoch() == epoch) {
                return true;
            }
        }
        return false;
    }

    private void tell(WriterEpoch next) {
        switch (next.phase()) {
            case VACANT -> {}
            case HELD -> {
                round.actions.add(new WriteAction.Promote(
                        SiteName.CLOUD,
                        next.epoch(),
                        ALONE,
                        round.data.node(SiteName.CLOUD).boot()));
                round.actions.add(new WriteAction.RouteWrites(next.holder(), next.epoch()));
            }
            case CLOSING -> {
                round.actions.add(new WriteAction.RouteWrites(Optional.empty(), next.epoch()));
                round.actions.add(new WriteAction.Demote(SiteName.CLOUD, next.epoch()));
            }
        }
    }
}
