package io.prontuario.simulator;

import io.prontuario.continuity.model.DataSeen;
import io.prontuario.continuity.model.DataSeen.Answer;
import io.prontuario.continuity.model.DataSeen.NodeSeen;
import io.prontuario.continuity.model.DataSeen.OtherSide;
import io.prontuario.continuity.model.DataSeen.Proofs;
import io.prontuario.continuity.model.DataSeen.WitnessSeen;
import io.prontuario.continuity.model.SiteName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one replica has seen of the databases in this round. What has not been looked at in this round is unknown. */
final class DataEyes {
    private static final NodeSeen SILENT = new NodeSeen(Answer.NO, 0, 0, 0, 0, OptionalLong.empty(), 0, 0);
    private static final WitnessSeen SILENT_WITNESS = new WitnessSeen(Answer.NO, 0, 0, 0, 0, false, false, false);

    private final Nodes nodes;
    private final int fall;
    private final NodeSeen[] seen;
    private final int[] silent;
    private WitnessSeen witness = WitnessSeen.UNKNOWN;
    private int witnessSilent;
    private Optional<OtherSide> otherSide = Optional.empty();
    private Optional<Boolean> lagging = Optional.empty();

    DataEyes(Nodes nodes, int fall) {
        this.nodes = nodes;
        this.fall = fall;
        seen = new NodeSeen[nodes.hosts()];
        silent = new int[nodes.hosts()];
        beginRound();
    }

    void beginRound() {
        Arrays.fill(seen, NodeSeen.UNKNOWN);
        witness = WitnessSeen.UNKNOWN;
        otherSide = Optional.empty();
        lagging = Optional.empty();
    }

    /** The process ended. */
    void forget() {
        beginRound();
        Arrays.fill(silent, 0);
        witnessSilent = 0;
    }

    void node(int host, NodeSeen now) {
        silent[host] = 0;
        seen[host] = now;
    }

    /** It was asked and did not answer: a fact after as many times as make a failure. */
    void nodeSilent(int host) {
        seen[host] = ++silent[host] >= fall ? SILENT : NodeSeen.UNKNOWN;
    }

    void witness(WitnessSeen now) {
        witnessSilent = 0;
        witness = now;
    }

    void witnessSilent() {
        witness = ++witnessSilent >= fall ? SILENT_WITNESS : WitnessSeen.UNKNOWN;
    }

    /** The other operator's word; of several relays the newest counts. */
    void other(Optional<OtherSide> says) {
        if (says.isPresent()
                && (otherSide.isEmpty() || says.get().epoch() > otherSide.get().epoch())) {
            otherSide = says;
        }
    }

    void projectionLags(boolean lags) {
        lagging = Optional.of(lags);
    }

    DataSeen observation(boolean quorum) {
        Map<SiteName, NodeSeen> known = new HashMap<>(4);
        for (int host = 0; host < seen.length; host++) {
            known.put(nodes.site(host), seen[host]);
        }
        return new DataSeen(
                known, witness, quorum ? Answer.YES : Answer.NO, otherSide, Proofs.none(), lagging, OptionalLong.of(0));
    }
}
