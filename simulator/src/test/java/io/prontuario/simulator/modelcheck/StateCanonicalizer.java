package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Two tiers are the same to the search when nothing can ever tell them apart: orders that everyone will refuse for ever are
 * dropped, what was released or sealed below the present epoch is forgotten, and synchronous sets and restarts are numbered anew.
 */
final class StateCanonicalizer {
    private StateCanonicalizer() {}

    static ClusterState of(ClusterState tier, Bounds bounds) {
        StateBuilder change = StateBuilder.of(tier);
        for (int machine : new int[] {0, 1, ClusterState.CLOUD}) {
            change.database(machine, tidy(tier.database(machine)));
        }
        change.record(asked(tier));
        if (bounds.cloud()) {
            proofs(tier, change);
        } else {
            change.witness(new ClusterState.Witness(
                    tier.witness().power(),
                    tier.witness().log(),
                    tier.witness().from(),
                    tier.witness().epoch(),
                    Math.max(tier.witness().sealed(), tier.witness().epoch()),
                    false,
                    true));
        }
        List<WriteAction> alive = alive(tier, tier.orders());
        change.orders(alive);
        if (bounds.copyIsChosen() && forgettable(tier, alive)) {
            change.database(ClusterState.CLOUD, Database.NEW);
        }
        return renumbered(change.done());
    }

    /** Restarts are numbered anew: whoever ran when the cloud was asked still does, or nobody does. */
    private static WriterEpoch asked(ClusterState tier) {
        WriterEpoch record = tier.record();
        if (record.asked().isEmpty()) {
            return record;
        }
        WriterEpoch.PeerInquiry asked = record.asked().get();
        boolean runs = tier.database(ClusterState.machine(asked.host())).boot() == asked.boot();
        return record.asking(
                new WriterEpoch.PeerInquiry(asked.over(), runs ? asked.host() : ClusterState.A, runs ? 1 : 0));
    }

    /** Proofs of an epoch older than the newest that the cloud has heard of. */
    private static void proofs(ClusterState tier, StateBuilder change) {
        long heard = tier.cloudRecord().epoch();
        change.attested(tier.attested() < heard ? 0 : tier.attested());
        change.approved(tier.approved() < heard ? 0 : tier.approved());
    }

    /** The cloud holds nothing and is told nothing: what its database holds is chosen anew when it is promoted. */
    private static boolean forgettable(ClusterState tier, List<WriteAction> alive) {
        boolean told = alive.stream().anyMatch(order -> order.carryOut(Receiver.INSTANCE) == ClusterState.CLOUD);
        return tier.cloudRecord().holder().isEmpty() && !tier.cloud().writing() && !told;
    }

    private static Database tidy(Database database) {
        boolean let = database.released() >= database.epoch();
        boolean versionMatters = database.writing() || database.set().version() > 0 && !let;
        return new Database(
                database.power(),
                database.log(),
                database.epoch(),
                database.writing(),
                Math.max(database.sealed(), database.epoch()),
                let ? database.released() : 0,
                versionMatters ? database.set() : Database.NEW.set(),
                database.writing() ? database.since() : 0,
                1);
    }

    private static List<WriteAction> alive(ClusterState tier, List<WriteAction> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        TreeSet<WriteAction> alive =
                new TreeSet<>(java.util.Comparator.comparingLong(order -> order.carryOut(new ActionFingerprint(0))));
        for (WriteAction order : orders) {
            WriteAction kept = order;
            boolean live;
            if (order instanceof WriteAction.Promote grant) {
                Database database = tier.database(ClusterState.machine(grant.site()));
                boolean newer = grant.epoch() > database.epoch()
                        || grant.epoch() == database.epoch()
                                && grant.set().version() >= database.set().version();
                live = newer
                        && grant.boot() == database.boot()
                        && database.sealed() <= grant.epoch()
                        && database.released() < grant.epoch();
                kept = new WriteAction.Promote(grant.site(), grant.epoch(), grant.set(), 1);
            } else if (order instanceof WriteAction.Follow follow) {
                int machine = ClusterState.machine(follow.member());
                live = machine == ClusterState.EDGE
                        ? tier.witness().sealed() <= follow.epoch()
                                && tier.witness().epoch() <= follow.epoch()
                        : tier.database(machine).sealed() <= follow.epoch()
                                && tier.database(machine).epoch() < follow.epoch();
            } else if (order instanceof WriteAction.Fence seal) {
                int machine = ClusterState.machine(seal.member());
                live = seal.epoch()
                        > (machine == ClusterState.EDGE
                                ? tier.witness().sealed()
                                : tier.database(machine).sealed());
            } else if (order instanceof WriteAction.Demote release) {
                Database database = tier.database(ClusterState.machine(release.site()));
                live = database.epoch() <= release.epoch() && database.released() < release.epoch();
            } else if (order instanceof WriteAction.CatchUp drain) {
                live = tier.database(ClusterState.machine(drain.site())).epoch() < drain.epoch();
            } else {
                live = false; // routes and power are not searched
            }
            if (live) {
                alive.add(kept);
            }
        }
        return List.copyOf(alive);
    }

    private static ClusterState renumbered(ClusterState tier) {
        TreeSet<Long> versions = new TreeSet<>();
        tier.record().inForce().forEach(set -> versions.add(set.version()));
        for (int machine : new int[] {0, 1}) {
            versions.add(tier.database(machine).set().version());
        }
        for (WriteAction order : tier.orders()) {
            if (order instanceof WriteAction.Promote grant) {
                versions.add(grant.set().version());
            }
        }
        versions.remove(0L);
        List<Long> ranks = new ArrayList<>(versions);
        boolean dense = true;
        for (int i = 0; i < ranks.size(); i++) {
            dense &= ranks.get(i) == i + 1;
        }
        if (dense) {
            return tier;
        }
        StateBuilder change = StateBuilder.of(tier);
        WriterEpoch record = tier.record();
        change.record(record.withSets(
                record.inForce().stream().map(set -> ranked(set, ranks)).toList()));
        for (int machine : new int[] {0, 1}) {
            Database database = tier.database(machine);
            change.database(
                    machine,
                    new Database(
                            database.power(),
                            database.log(),
                            database.epoch(),
                            database.writing(),
                            database.sealed(),
                            database.released(),
                            ranked(database.set(), ranks),
                            database.since(),
                            database.boot()));
        }
        change.orders(tier.orders().stream()
                .map(order -> order instanceof WriteAction.Promote grant
                        ? new WriteAction.Promote(grant.site(), grant.epoch(), ranked(grant.set(), ranks), grant.boot())
                        : order)
                .toList());
        return change.done();
    }

    private static SyncSet ranked(SyncSet set, List<Long> ranks) {
        return new SyncSet(ranks.indexOf(set.version()) + 1L, set.members(), set.required());
    }
}
