package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.SiteName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Database state as one replica has probed it in this round. Anything not probed in this round is unknown. */
final class DatabaseProbeState {

    private final Nodes nodes;
    private final int fall;
    private final ReplicaStatus[] seen;
    private final int[] silent;
    private WitnessStatus witness = WitnessStatus.UNKNOWN;
    private int witnessSilent;
    private Optional<PeerClusterStatus> otherSide = Optional.empty();
    private Optional<Boolean> lagging = Optional.empty();

    DatabaseProbeState(Nodes nodes, int fall) {
        this.nodes = nodes;
        this.fall = fall;
        seen = new ReplicaStatus[nodes.hosts()];
        silent = new int[nodes.hosts()];
        beginRound();
    }

    void beginRound() {
        Arrays.fill(seen, ReplicaStatus.UNKNOWN);
        witness = WitnessStatus.UNKNOWN;
        otherSide = Optional.empty();
        lagging = Optional.empty();
    }

    /** The process ended. */
    void forget() {
        beginRound();
        Arrays.fill(silent, 0);
        witnessSilent = 0;
    }

    void node(int host, ReplicaStatus now) {
        silent[host] = 0;
        seen[host] = now;
    }

    /** It was asked and did not answer: a fact after as many times as make a failure. */
    void nodeSilent(int host) {
        seen[host] = ++silent[host] >= fall ? ReplicaStatus.SILENT : ReplicaStatus.UNKNOWN;
    }

    void witness(WitnessStatus now) {
        witnessSilent = 0;
        witness = now;
    }

    void witnessSilent() {
        witness = ++witnessSilent >= fall ? WitnessStatus.SILENT : WitnessStatus.UNKNOWN;
    }

    /** The other operator's word; of several relays the newest counts. */
    void other(Optional<PeerClusterStatus> says) {
        if (says.isPresent()
                && (otherSide.isEmpty() || says.get().epoch() > otherSide.get().epoch())) {
            otherSide = says;
        }
    }

    void projectionLags(boolean lags) {
        lagging = Optional.of(lags);
    }

    DatabaseObservation observation(boolean quorum) {
        Map<SiteName, ReplicaStatus> known = new HashMap<>(4);
        for (int host = 0; host < seen.length; host++) {
            known.put(nodes.site(host), seen[host]);
        }
        return new DatabaseObservation(
                known, witness, quorum ? Answer.YES : Answer.NO, otherSide, Proofs.none(), lagging, OptionalLong.of(0));
    }
}
