package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation;
import io.prontuario.continuity.model.DatabaseObservation.Answer;
import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Proofs;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.Detection;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.rules.PollCounter;
import io.prontuario.continuity.rules.PollCounter.Evidence;
import io.prontuario.continuity.rules.PollCounter.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Database state as one replica has polled it: what each database and the witness said last, and what its silence since then amounts to.
 * What comes with the checks of sites (the other operator's word, the projection's lag) is unknown until it comes in this round.
 */
final class DatabaseProbeState {
    private final Nodes nodes;
    private final Detection detection;
    private final ReplicaStatus[] seen;
    private WitnessStatus witness = WitnessStatus.UNKNOWN;
    /** Per host, and of the witness last. */
    private final Evidence[] polls;

    private long sequence;
    private long decidedBy;
    private Optional<PeerClusterStatus> otherSide = Optional.empty();
    private Optional<Boolean> lagging = Optional.empty();

    DatabaseProbeState(Nodes nodes, Detection detection) {
        this.nodes = nodes;
        this.detection = detection;
        seen = new ReplicaStatus[nodes.hosts()];
        polls = new Evidence[nodes.hosts() + 1];
        forget();
    }

    /** A round of checks of sites begins. */
    void beginRound() {
        otherSide = Optional.empty();
        lagging = Optional.empty();
    }

    /** The process ended. */
    void forget() {
        beginRound();
        Arrays.fill(seen, ReplicaStatus.UNKNOWN);
        Arrays.fill(polls, Evidence.none());
        witness = WitnessStatus.UNKNOWN;
        decidedBy = 0;
    }

    /** Number of databases, and the witness. */
    int targets() {
        return polls.length;
    }

    boolean isWitness(int target) {
        return target == nodes.hosts();
    }

    /** A poll of every target begins. */
    void beginPoll() {
        sequence++;
    }

    void database(int host, ReplicaStatus now) {
        polls[host] = PollCounter.count(polls[host], Result.ANSWERED, sequence);
        seen[host] = now;
    }

    void witness(WitnessStatus now) {
        int target = nodes.hosts();
        polls[target] = PollCounter.count(polls[target], Result.ANSWERED, sequence);
        witness = now;
    }

    void failed(int target) {
        polls[target] = PollCounter.count(polls[target], Result.FAILED, sequence);
    }

    void notMade(int target) {
        polls[target] = PollCounter.count(polls[target], Result.NOT_MADE, sequence);
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

    /** Whether anything but a position has changed since the last decision. */
    boolean hasNews() {
        return facts() != decidedBy;
    }

    private long facts() {
        long facts = 17;
        for (int host = 0; host < seen.length; host++) {
            ReplicaStatus status = seen[host];
            facts = 31 * facts + PollCounter.answer(detection, polls[host]).ordinal();
            facts = 31 * facts + status.epoch() + (status.receiving() ? 1 << 20 : 0);
            facts = 31 * facts + status.fencedBelow();
            facts = 31 * facts + status.demotedFrom();
            facts = 31 * facts + status.writing().map(Writing::setVersion).orElse(-1L);
            facts = 31 * facts + status.boot();
        }
        facts = 31 * facts + PollCounter.answer(detection, polls[seen.length]).ordinal();
        facts = 31 * facts + witness.epoch() + (witness.streaming() ? 1 << 20 : 0);
        return 31 * facts + witness.fencedBelow() + (witness.unbroken() ? 1 << 20 : 0);
    }

    DatabaseObservation observation(boolean quorum) {
        decidedBy = facts();
        Map<SiteName, ReplicaStatus> known = new HashMap<>(4);
        for (int host = 0; host < seen.length; host++) {
            known.put(nodes.site(host), seen[host].withAnswer(PollCounter.answer(detection, polls[host])));
        }
        return new DatabaseObservation(
                known,
                witness.withAnswer(PollCounter.answer(detection, polls[seen.length])),
                quorum ? Answer.YES : Answer.NO,
                otherSide,
                Proofs.none(),
                lagging,
                OptionalLong.of(0));
    }
}
