package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.simulator.modelcheck.Tier.Database;
import io.prontuario.simulator.modelcheck.Tier.Witness;

/** An order arrives: what its receiver does with it, and what it refuses because it knows of something newer. */
final class Delivery implements WriteAction.Executor<Tier> {
    private final Tier tier;

    private Delivery(Tier tier) {
        this.tier = tier;
    }

    /**
     * The tier after this order has arrived, or the same when it is refused, or its receiver is off or stands still. It arrives
     * through any cut: it may have been sent before.
     */
    static Tier of(Tier tier, WriteAction order) {
        return order.carryOut(new Delivery(tier));
    }

    private boolean receives(int machine) {
        return tier.power(machine) == Tier.Power.ON;
    }

    @Override
    public Tier grant(WriteAction.Grant grant) {
        int machine = Tier.machine(grant.site());
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
                Change.of(tier)
                        .database(machine, database.granted(grant.epoch(), grant.set()))
                        .done(),
                machine);
    }

    @Override
    public Tier follow(WriteAction.Follow follow) {
        int machine = Tier.machine(follow.member());
        int holder = Tier.machine(follow.holder());
        Database source = tier.database(holder);
        if (!receives(machine)
                || !tier.reaches(machine, holder)
                || !source.writing()
                || source.epoch() != follow.epoch()) {
            return tier;
        }
        if (machine == Tier.EDGE) {
            Witness witness = tier.witness();
            return witness.sealed() > follow.epoch() || witness.epoch() > follow.epoch()
                    ? tier
                    : Change.of(tier)
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
        return Change.of(tier)
                .database(machine, database.following(follow.epoch(), shared(database.log(), source.log())))
                .done();
    }

    @Override
    public Tier seal(WriteAction.Seal seal) {
        int machine = Tier.machine(seal.member());
        if (!receives(machine)) {
            return tier;
        }
        if (machine == Tier.EDGE) {
            return seal.epoch() > tier.witness().sealed()
                    ? Change.of(tier)
                            .witness(tier.witness().sealed(seal.epoch(), false))
                            .done()
                    : tier;
        }
        Database database = tier.database(machine);
        return seal.epoch() > database.sealed()
                ? Change.of(tier)
                        .database(machine, database.sealed(seal.epoch()))
                        .done()
                : tier;
    }

    @Override
    public Tier release(WriteAction.Release release) {
        int machine = Tier.machine(release.site());
        Database database = tier.database(machine);
        return receives(machine) && database.epoch() <= release.epoch() && database.released() < release.epoch()
                ? Change.of(tier)
                        .database(machine, database.released(release.epoch()))
                        .done()
                : tier;
    }

    @Override
    public Tier drain(WriteAction.Drain drain) {
        int machine = Tier.machine(drain.site());
        Database database = tier.database(machine);
        Witness witness = tier.witness();
        boolean helps = receives(machine)
                && tier.reaches(machine, Tier.EDGE)
                && witness.sealed() >= drain.epoch()
                && witness.epoch() == database.epoch()
                && witness.from() <= database.log().length()
                && witness.log().length() > database.log().length()
                && witness.log().startsWith(database.log());
        return helps
                ? Change.of(tier).database(machine, database.log(witness.log())).done()
                : tier;
    }

    /** Fencing devices are left out: the search must hold without them. */
    @Override
    public Tier powerOff(WriteAction.PowerOff powerOff) {
        return tier;
    }

    @Override
    public Tier routeWrites(WriteAction.RouteWrites route) {
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
    static Tier acknowledge(Tier tier, int writer) {
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
                : Change.of(tier)
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

    private static int copies(Tier tier, Database writer, int position) {
        int copies = 0;
        for (var member : writer.set().members()) {
            int machine = Tier.machine(member);
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
