package io.prontuario.host.agent.witness;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import org.jspecify.annotations.Nullable;

/**
 * What the witness must still know after a restart.
 *
 * @param newest token of the orders that it has accepted
 * @param fencedBelow it accepts nothing of an epoch below this one
 * @param follow the writer whose WAL it receives; null: none
 * @param systemId of the cluster whose WAL it has; empty before the first
 */
record WitnessState(FencingToken newest, long fencedBelow, @Nullable Follow follow, String systemId) {
    static final WitnessState INITIAL = new WitnessState(FencingToken.NONE, 0, null, "");

    WitnessState following(Follow order) {
        return new WitnessState(newest(order.token()), Math.max(fencedBelow, order.epoch()), order, systemId);
    }

    /** A stream of the new epoch, or of a later one, goes on. */
    WitnessState fenced(FencingToken token, long epoch) {
        Follow left = follow == null || follow.epoch() < epoch ? null : follow;
        return new WitnessState(newest(token), Math.max(fencedBelow, epoch), left, systemId);
    }

    WitnessState ofCluster(String id) {
        return new WitnessState(newest, fencedBelow, follow, id);
    }

    /** The next order is accepted whatever its token; nothing below the fence is, all the same. */
    WitnessState withoutOrder() {
        return new WitnessState(FencingToken.NONE, fencedBelow, follow, systemId);
    }

    private FencingToken newest(FencingToken token) {
        return newest.olderThan(token) ? token : newest;
    }
}
