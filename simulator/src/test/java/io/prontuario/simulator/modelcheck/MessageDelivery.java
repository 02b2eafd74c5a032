package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;

/** An order arrives: what its receiver does with it, and what it refuses because it knows of something newer. */
final class MessageDelivery implements WriteAction.Executor<ClusterState> {
    private final ClusterState state;

    private MessageDelivery(ClusterState state) {
        this.state = state;
    }

    /**
     * The state after this order has arrived, or the same when it is refused, or its receiver is off or stands still. It arrives
     * through any cut: it may have been sent before.
     */
    static ClusterState of(ClusterState state, WriteAction order) {
        return order.carryOut(new MessageDelivery(state));
    }

    private boolean receives(int machine) {
        return state.power(machine) == ClusterState.Power.ON;
    }

    @Override
    public ClusterState promote(WriteAction.Promote promote) {
        int machine = ClusterState.machine(promote.site());
        Database database = state.database(machine);
        boolean newer = promote.epoch() > database.epoch()
                || promote.epoch() == database.epoch()
                        && promote.set().version() >= database.set().version();
        if (!receives(machine)
                || promote.boot() != database.boot()
                || database.fencedBelow() > promote.epoch()
                || database.demotedFrom() >= promote.epoch()
                || !newer) {
            return state;
        }
        return acknowledge(
                StateBuilder.of(state)
                        .database(machine, database.granted(promote.epoch(), promote.set()))
                        .done(),
                machine);
    }

    @Override
    public ClusterState follow(WriteAction.Follow follow) {
        int machine = ClusterState.machine(follow.member());
        int holder = ClusterState.machine(follow.writer());
        Database source = state.database(holder);
        if (!receives(machine)
                || !state.reaches(machine, holder)
                || !source.writing()
                || source.epoch() != follow.epoch()) {
            return state;
        }
        if (machine == ClusterState.EDGE) {
            Witness witness = state.witness();
            return witness.fencedBelow() > follow.epoch() || witness.epoch() > follow.epoch()
                    ? state
                    : StateBuilder.of(state)
                            .witness(witness.following(follow.epoch(), source.log()))
                            .done();
        }
        Database database = state.database(machine);
        if (database.fencedBelow() > follow.epoch()
                || database.epoch() > follow.epoch()
                || database.epoch() == follow.epoch()
                        && (database.writing() || database.demotedFrom() >= follow.epoch())) {
            return state;
        }
        return StateBuilder.of(state)
                .database(machine, database.following(follow.epoch(), shared(database.log(), source.log())))
                .done();
    }

    @Override
    public ClusterState fence(WriteAction.Fence fence) {
        int machine = ClusterState.machine(fence.member());
        if (!receives(machine)) {
            return state;
        }
        if (machine == ClusterState.EDGE) {
            return fence.epoch() > state.witness().fencedBelow()
                    ? StateBuilder.of(state)
                            .witness(state.witness().fencedBelow(fence.epoch(), false))
                            .done()
                    : state;
        }
        Database database = state.database(machine);
        return fence.epoch() > database.fencedBelow()
                ? StateBuilder.of(state)
                        .database(machine, database.fencedBelow(fence.epoch()))
                        .done()
                : state;
    }

    @Override
    public ClusterState demote(WriteAction.Demote demote) {
        int machine = ClusterState.machine(demote.site());
        Database database = state.database(machine);
        return receives(machine) && database.epoch() <= demote.epoch() && database.demotedFrom() < demote.epoch()
                ? StateBuilder.of(state)
                        .database(machine, database.demotedFrom(demote.epoch()))
                        .done()
                : state;
    }

    @Override
    public ClusterState catchUp(WriteAction.CatchUp catchUp) {
        int machine = ClusterState.machine(catchUp.site());
        Database database = state.database(machine);
        Witness witness = state.witness();
        boolean helps = receives(machine)
                && state.reaches(machine, ClusterState.EDGE)
                && witness.fencedBelow() >= catchUp.epoch()
                && witness.epoch() == database.epoch()
                && witness.from() <= database.log().length()
                && witness.log().length() > database.log().length()
                && witness.log().startsWith(database.log());
        return helps
                ? StateBuilder.of(state)
                        .database(machine, database.log(witness.log()))
                        .done()
                : state;
    }

    /** Fencing devices are left out: the search must hold without them. */
    @Override
    public ClusterState powerOff(WriteAction.PowerOff powerOff) {
        return state;
    }

    @Override
    public ClusterState routeWrites(WriteAction.RouteWrites route) {
        return state;
    }

    private static String shared(String one, String other) {
        int length = 0;
        while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return one.substring(0, length);
    }

    /**
     * Whatever a writer's set has on disk counts as acknowledged from that moment: earlier than any client hears of it, and even
     * if none does.
     */
    static ClusterState acknowledge(ClusterState state, int writer) {
        Database database = state.database(writer);
        if (!database.writing()) {
            return state;
        }
        StringBuilder acked = new StringBuilder(state.acked());
        for (int position = 1; position <= database.log().length(); position++) {
            String write = database.log().substring(position - 1, position);
            if (acked.indexOf(write) < 0
                    && copies(state, database, position) >= database.set().required()) {
                acked.append(write);
            }
        }
        return acked.length() == state.acked().length()
                ? state
                : StateBuilder.of(state)
                        .acked(
                                acked.chars()
                                        .sorted()
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString(),
                                database.epoch())
                        .done();
    }

    private static int copies(ClusterState state, Database writer, int position) {
        int copies = 0;
        for (var member : writer.set().members()) {
            int machine = ClusterState.machine(member);
            boolean witness = member.equals(SyncSet.WITNESS);
            String log =
                    witness ? state.witness().log() : state.database(machine).log();
            long epoch =
                    witness ? state.witness().epoch() : state.database(machine).epoch();
            boolean listens = (witness
                            ? state.witness().fencedBelow()
                            : state.database(machine).fencedBelow())
                    <= writer.epoch();
            copies += epoch == writer.epoch()
                            && listens
                            && (!witness || position > state.witness().from())
                            && log.length() >= position
                            && log.startsWith(writer.log().substring(0, position))
                    ? 1
                    : 0;
        }
        return copies;
    }
}
