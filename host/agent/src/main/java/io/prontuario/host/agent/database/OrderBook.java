package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.DatabaseState.Orders;
import io.prontuario.host.protocol.data.DataOrder.CatchUp;
import io.prontuario.host.protocol.data.DataOrder.Demote;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataOrder.Follow;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import java.util.Optional;

/**
 * Accepts or refuses orders, given what is known. Each method returns the next state, unchanged when the order says nothing new, or
 * throws {@link Objection}. Pure.
 */
final class OrderBook {
    private OrderBook() {}

    /** Why an order is refused. */
    static final class Objection extends Exception {
        private static final long serialVersionUID = 1;

        Objection(String message) {
            super(message);
        }
    }

    /** @param empty whether there is no data */
    static DatabaseState promote(DatabaseState state, Promote order, boolean empty) throws Objection {
        Optional<String> objection = PromotionGuards.objection(state, order, empty);
        if (objection.isPresent()) {
            throw new Objection(objection.get());
        }
        Promote same = state.orders().promote();
        DatabaseState next = state.accepted(order.token());
        if (same != null && saysTheSame(same, order)) {
            return next;
        }
        return next.with(new Orders(order, null, null)).ordering(state.ordered().fenced(order.epoch()));
    }

    static DatabaseState follow(DatabaseState state, Follow order, String node) throws Objection {
        long epoch = order.epoch();
        if (order.writer().name().equals(node)) {
            throw new Objection("This box is " + node + ": it does not follow itself");
        }
        fenced(state, epoch);
        if (state.held().epoch() > epoch) {
            throw new Objection("Holds WAL of epoch " + state.held().epoch() + ", which is newer than " + epoch);
        }
        if (state.ordered().demotedFrom() >= epoch) {
            throw new Objection("Has given up epoch " + state.ordered().demotedFrom() + "; follows only a later one");
        }
        Promote promoted = state.orders().promote();
        if (promoted != null && promoted.epoch() >= epoch) {
            throw new Objection("Was promoted in epoch " + promoted.epoch() + "; follows only a later one");
        }
        DatabaseState next = state.accepted(order.token());
        Follow same = state.orders().follow();
        if (same != null && same.epoch() == epoch && same.writer().equals(order.writer())) {
            return next;
        }
        return next.with(new Orders(null, order, null)).ordering(state.ordered().fenced(epoch));
    }

    static DatabaseState fence(DatabaseState state, Fence order) {
        DatabaseState next =
                state.accepted(order.token()).ordering(state.ordered().fenced(order.epoch()));
        Orders orders = state.orders();
        Promote promote = orders.promote();
        Follow follow = orders.follow();
        return next.with(new Orders(
                promote != null && promote.epoch() >= order.epoch() ? promote : null,
                follow != null && follow.epoch() >= order.epoch() ? follow : null,
                orders.catchUp()));
    }

    static DatabaseState demote(DatabaseState state, Demote order) throws Objection {
        if (state.held().epoch() > order.epoch()) {
            throw new Objection("Holds WAL of epoch " + state.held().epoch() + ": epoch " + order.epoch()
                    + " was over before that began");
        }
        DatabaseState next =
                state.accepted(order.token()).ordering(state.ordered().demoted(order.epoch()));
        Promote promote = state.orders().promote();
        return promote != null && promote.epoch() <= order.epoch()
                ? next.with(
                        new Orders(null, state.orders().follow(), state.orders().catchUp()))
                : next;
    }

    static DatabaseState catchUp(DatabaseState state, CatchUp order) throws Objection {
        fenced(state, order.epoch());
        if (state.held().epoch() >= order.epoch()) {
            throw new Objection("Holds WAL of epoch " + state.held().epoch() + " already");
        }
        Follow follow = state.orders().follow();
        if (follow != null && follow.epoch() >= order.epoch()) {
            throw new Objection("Follows the writer of epoch " + follow.epoch() + ": what came before is over");
        }
        if (state.orders().promote() != null) {
            throw new Objection("Is the writer: it has all WAL of its epoch");
        }
        return state.accepted(order.token())
                .with(new Orders(null, state.orders().follow(), order));
    }

    private static boolean saysTheSame(Promote before, Promote now) {
        return before.epoch() == now.epoch()
                && before.boot() == now.boot()
                && before.synchronous().equals(now.synchronous())
                && before.members().equals(now.members());
    }

    private static void fenced(DatabaseState state, long epoch) throws Objection {
        if (epoch < state.ordered().fencedBelow()) {
            throw new Objection(
                    "Was fenced: accepts nothing below epoch " + state.ordered().fencedBelow());
        }
    }
}
