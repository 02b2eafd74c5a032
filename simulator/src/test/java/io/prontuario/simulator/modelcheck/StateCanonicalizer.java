package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.SyncSet;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import io.prontuario.simulator.modelcheck.ClusterState.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Two states are the same to the search when nothing can ever tell them apart: orders that every receiver will refuse for ever are
 * dropped, demotions and fences below the present epoch are forgotten, and synchronous sets and restarts are numbered anew.
 */
final class StateCanonicalizer {
    private StateCanonicalizer() {}

    static ClusterState of(ClusterState state, Bounds bounds) {
        StateBuilder change = StateBuilder.of(state);
        for (int machine : new int[] {0, 1, ClusterState.CLOUD}) {
            change.database(machine, tidy(state.database(machine)));
        }
        change.record(asked(state));
        if (bounds.cloud()) {
            proofs(state, change);
        } else {
            change.witness(new ClusterState.Witness(
                    state.witness().power(),
                    state.witness().log(),
                    state.witness().from(),
                    state.witness().epoch(),
                    Math.max(state.witness().fencedBelow(), state.witness().epoch()),
                    false,
                    true));
        }
        List<WriteAction> alive = alive(state, state.orders());
        change.orders(alive);
        if (bounds.copyIsChosen() && forgettable(state, alive)) {
            change.database(ClusterState.CLOUD, Database.NEW);
        }
        return renumbered(change.done());
    }

    /** Restarts are numbered anew: the host that ran when the cloud was asked still runs, or none does. */
    private static WriterEpoch asked(ClusterState state) {
        WriterEpoch record = state.record();
        if (record.inquiry().isEmpty()) {
            return record;
        }
        WriterEpoch.PeerInquiry asked = record.inquiry().get();
        boolean runs = state.database(ClusterState.machine(asked.host())).boot() == asked.boot();
        return record.withInquiry(
                new WriterEpoch.PeerInquiry(asked.endedEpoch(), runs ? asked.host() : ClusterState.A, runs ? 1 : 0));
    }

    /** Proofs of an epoch older than the newest that the cloud knows. */
    private static void proofs(ClusterState state, StateBuilder change) {
        long known = state.cloudRecord().epoch();
        change.attested(state.attested() < known ? 0 : state.attested());
        change.approved(state.approved() < known ? 0 : state.approved());
    }

    /** The cloud is not the writer and no order to it is pending: what its database holds is chosen anew when it is promoted. */
    private static boolean forgettable(ClusterState state, List<WriteAction> alive) {
        boolean told =
                alive.stream().anyMatch(order -> order.carryOut(ReceivingMachine.INSTANCE) == ClusterState.CLOUD);
        return state.cloudRecord().writer().isEmpty() && !state.cloud().writing() && !told;
    }

    private static Database tidy(Database database) {
        boolean let = database.demotedFrom() >= database.epoch();
        boolean versionMatters = database.writing() || database.set().version() > 0 && !let;
        return new Database(
                database.power(),
                database.log(),
                database.epoch(),
                database.writing(),
                Math.max(database.fencedBelow(), database.epoch()),
                let ? database.demotedFrom() : 0,
                versionMatters ? database.set() : Database.NEW.set(),
                database.writing() ? database.since() : 0,
                1);
    }

    private static List<WriteAction> alive(ClusterState state, List<WriteAction> orders) {
        if (orders.isEmpty()) {
            return orders;
        }
        TreeSet<WriteAction> alive =
                new TreeSet<>(java.util.Comparator.comparingLong(order -> order.carryOut(new ActionFingerprint(0))));
        for (WriteAction order : orders) {
            WriteAction kept = order;
            boolean live;
            if (order instanceof WriteAction.Promote promote) {
                Database database = state.database(ClusterState.machine(promote.site()));
                boolean newer = promote.epoch() > database.epoch()
                        || promote.epoch() == database.epoch()
                                && promote.set().version() >= database.set().version();
                live = newer
                        && promote.boot() == database.boot()
                        && database.fencedBelow() <= promote.epoch()
                        && database.demotedFrom() < promote.epoch();
                kept = new WriteAction.Promote(promote.site(), promote.epoch(), promote.set(), 1);
            } else if (order instanceof WriteAction.Follow follow) {
                int machine = ClusterState.machine(follow.member());
                live = machine == ClusterState.EDGE
                        ? state.witness().fencedBelow() <= follow.epoch()
                                && state.witness().epoch() <= follow.epoch()
                        : state.database(machine).fencedBelow() <= follow.epoch()
                                && state.database(machine).epoch() < follow.epoch();
            } else if (order instanceof WriteAction.Fence fence) {
                int machine = ClusterState.machine(fence.member());
                live = fence.epoch()
                        > (machine == ClusterState.EDGE
                                ? state.witness().fencedBelow()
                                : state.database(machine).fencedBelow());
            } else if (order instanceof WriteAction.Demote demote) {
                Database database = state.database(ClusterState.machine(demote.site()));
                live = database.epoch() <= demote.epoch() && database.demotedFrom() < demote.epoch();
            } else if (order instanceof WriteAction.CatchUp catchUp) {
                live = state.database(ClusterState.machine(catchUp.site())).epoch() < catchUp.epoch();
            } else {
                live = false; // routes and power are not searched
            }
            if (live) {
                alive.add(kept);
            }
        }
        return List.copyOf(alive);
    }

    private static ClusterState renumbered(ClusterState state) {
        TreeSet<Long> versions = new TreeSet<>();
        state.record().activeSyncSets().forEach(set -> versions.add(set.version()));
        for (int machine : new int[] {0, 1}) {
            versions.add(state.database(machine).set().version());
        }
        for (WriteAction order : state.orders()) {
            if (order instanceof WriteAction.Promote promote) {
                versions.add(promote.set().version());
            }
        }
        versions.remove(0L);
        List<Long> ranks = new ArrayList<>(versions);
        boolean dense = true;
        for (int i = 0; i < ranks.size(); i++) {
            dense &= ranks.get(i) == i + 1;
        }
        if (dense) {
            return state;
        }
        StateBuilder change = StateBuilder.of(state);
        WriterEpoch record = state.record();
        change.record(record.withSets(
                record.activeSyncSets().stream().map(set -> ranked(set, ranks)).toList()));
        for (int machine : new int[] {0, 1}) {
            Database database = state.database(machine);
            change.database(
                    machine,
                    new Database(
                            database.power(),
                            database.log(),
                            database.epoch(),
                            database.writing(),
                            database.fencedBelow(),
                            database.demotedFrom(),
                            ranked(database.set(), ranks),
                            database.since(),
                            database.boot()));
        }
        change.orders(state.orders().stream()
                .map(order -> order instanceof WriteAction.Promote promote
                        ? new WriteAction.Promote(
                                promote.site(), promote.epoch(), ranked(promote.set(), ranks), promote.boot())
                        : order)
                .toList());
        return change.done();
    }

    private static SyncSet ranked(SyncSet set, List<Long> ranks) {
        return new SyncSet(ranks.indexOf(set.version()) + 1L, set.members(), set.required());
    }
}
