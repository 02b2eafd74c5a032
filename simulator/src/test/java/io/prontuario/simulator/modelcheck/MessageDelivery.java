package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import io.prontuario.simulator.modelcheck.ClusterState.Witness;

/** An order arrives: what its receiver does with it, and what it refuses because it knows of something newer. */
final class MessageDelivery implements WriteAction.Executor<ClusterState> {
    private final ClusterState tier;

    private MessageDelivery(ClusterState tier) {
        this.tier = tier;
    }

    /**
     * The tier after this order has arrived, or the same when it is refused, or its receiver is off or stands still. It arrives
     * through any cut: it may have been sent before.
     */
    static ClusterState of(ClusterState tier, WriteAction order) {
        return order.carryOut(new MessageDelivery(tier));
    }

    private boolean receives(int machine) {
        return tier.power(machine) == ClusterState.Power.ON;
    }

    @Override
    public ClusterState grant(WriteAction.Promote grant) {
        int machine = ClusterState.machine(grant.site());
        Database database = tier.database(machine);
        boolean newer = grant.epoch() > database.epoch()
                || grant.epoch() == database.epoch()
                        && grant.set().version() >= database.set().version();
        if (!receives(machine)
                || grant.boot() != database.boot()
                || database.sealed() > grant.epoch()
                || database.released() >= grant.epoch()
                || !newer) {
            return tier;
        }
        return acknowledge(
                StateBuilder.of(tier)
                        .database(machine, database.granted(grant.epoch(), grant.set()))
                        .done(),
                machine);
    }

    @Override
    public ClusterState follow(WriteAction.Follow follow) {
        int machine = ClusterState.machine(follow.member());
        int holder = ClusterState.machine(follow.holder());
        Database source = tier.database(holder);
        if (!receives(machine)
                || !tier.reaches(machine, holder)
                || !source.writing()
                || source.epoch() != follow.epoch()) {
            return tier;
        }
        if (machine == ClusterState.EDGE) {
            Witness witness = tier.witness();
            return witness.sealed() > follow.epoch() || witness.epoch() > follow.epoch()
                    ? tier
                    : StateBuilder.of(tier)
                            .witness(witness.following(follow.epoch(), source.log()))
                            .done();
        }
        Database database = tier.database(machine);
        if (database.sealed() > follow.epoch()
                || database.epoch() > follow.epoch()
                || database.epoch() == follow.epoch()
                        && (database.writing() || database.released() >= follow.epoch())) {
            return tier;
        }
        return StateBuilder.of(tier)
                .database(machine, database.following(follow.epoch(), shared(database.log(), source.log())))
                .done();
    }

    @Override
    public ClusterState seal(WriteAction.Fence seal) {
        int machine = ClusterState.machine(seal.member());
        if (!receives(machine)) {
            return tier;
        }
        if (machine == ClusterState.EDGE) {
            return seal.epoch() > tier.witness().sealed()
                    ? StateBuilder.of(tier)
                            .witness(tier.witness().sealed(seal.epoch(), false))
                            .done()
                    : tier;
        }
        Database database = tier.database(machine);
        return seal.epoch() > database.sealed()
                ? StateBuilder.of(tier)
                        .database(machine, database.sealed(seal.epoch()))
                        .done()
                : tier;
    }

    @Override
    public ClusterState release(WriteAction.Demote release) {
        int machine = ClusterState.machine(release.site());
        Database database = tier.database(machine);
        return receives(machine) && database.epoch() <= release.epoch() && database.released() < release.epoch()
                ? StateBuilder.of(tier)
                        .database(machine, database.released(release.epoch()))
                        .done()
                : tier;
    }

    @Override
    public ClusterState drain(WriteAction.CatchUp drain) {
        int machine = ClusterState.machine(drain.site());
        Database database = tier.database(machine);
        Witness witness = tier.witness();
        boolean helps = receives(machine)
                && tier.reaches(machine, ClusterState.EDGE)
                && witness.sealed() >= drain.epoch()
                && witness.epoch() == database.epoch()
                && witness.from() <= database.log().length()
                && witness.log().length() > database.log().length()
                && witness.log().startsWith(database.log());
        return helps
                ? StateBuilder.of(tier)
                        .database(machine, database.log(witness.log()))
                        .done()
                : tier;
    }

    /** Fencing devices are left out: the search must hold without them. */
    @Override
    public ClusterState powerOff(WriteAction.PowerOff powerOff) {
        return tier;
    }

    @Override
    public ClusterState routeWrites(WriteAction.RouteWrites route) {
        return tier;
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
    static ClusterState acknowledge(ClusterState tier, int writer) {
        Database database = tier.database(writer);
        if (!database.writing()) {
            return tier;
        }
        StringBuilder acked = new StringBuilder(tier.acked());
        for (int position = 1; position <= database.log().length(); position++) {
            String write = database.log().substring(position - 1, position);
            if (acked.indexOf(write) < 0
                    && copies(tier, database, position) >= database.set().required()) {
                acked.append(write);
            }
        }
        return acked.length() == tier.acked().length()
                ? tier
                : StateBuilder.of(tier)
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

    private static int copies(ClusterState tier, Database writer, int position) {
        int copies = 0;
        for (var member : writer.set().members()) {
            int machine = ClusterState.machine(member);
            boolean witness = member.equals(SyncSet.WITNESS);
            String log = witness ? tier.witness().log() : tier.database(machine).log();
            long epoch =
                    witness ? tier.witness().epoch() : tier.database(machine).epoch();
            boolean listens =
                    (witness ? tier.witness().sealed() : tier.database(machine).sealed()) <= writer.epoch();
            copies += epoch == writer.epoch()
                            && listens
                            && (!witness || position > tier.witness().from())
                            && log.length() >= position
                            && log.startsWith(writer.log().substring(0, position))
                    ? 1
                    : 0;
        }
        return copies;
    }
}
