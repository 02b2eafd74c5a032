package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.SetInEffect;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import java.util.Optional;

/** Why a promotion is not accepted. Pure. */
final class PromotionGuards {
    private PromotionGuards() {}

    /** @param empty whether there is no data */
    static Optional<String> objection(DatabaseState state, Promote order, boolean empty) {
        long epoch = order.epoch();
        if (epoch < state.ordered().fencedBelow()) {
            return Optional.of(
                    "Was fenced: accepts nothing below epoch " + state.ordered().fencedBelow());
        }
        if (epoch <= state.ordered().demotedFrom()) {
            return Optional.of("Has given up epoch " + state.ordered().demotedFrom() + " for good");
        }
        if (epoch < state.held().epoch()) {
            return Optional.of("Holds WAL of epoch " + state.held().epoch() + ", which is newer than " + epoch);
        }
        if (order.boot() != state.boot().number()) {
            return Optional.of("Was meant for start " + order.boot() + " of this database; this is start "
                    + state.boot().number() + ". Read the report and decide again");
        }
        SetInEffect set = state.set();
        if (set != null && set.epoch() == epoch && order.synchronous().version() < set.version()) {
            return Optional.of("Runs version " + set.version() + " of the synchronous set; "
                    + order.synchronous().version() + " is older");
        }
        Promote before = state.orders().promote();
        if (before != null
                && before.epoch() == epoch
                && order.synchronous().version() < before.synchronous().version()) {
            return Optional.of("Was given version " + before.synchronous().version() + " of the synchronous set; "
                    + order.synchronous().version() + " is older");
        }
        return empty ? emptyFolder(state, order) : Optional.empty();
    }

    /** Only the platform's first epoch begins with nothing. Anything else means that this box's copy of the record is gone. */
    private static Optional<String> emptyFolder(DatabaseState state, Promote order) {
        boolean first = order.epoch() == 1 && order.synchronous().version() <= 1;
        return first && state.held().epoch() == 0 && state.effective().fencedBelow() <= 1
                ? Optional.empty()
                : Optional.of("The data folder is empty, and epoch " + order.epoch() + " with version "
                        + order.synchronous().version()
                        + " of its set is not the platform's first: put the data back, or"
                        + " let this box follow another one");
    }
}
