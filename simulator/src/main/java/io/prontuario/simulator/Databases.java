package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.DatabaseObservation.Refused;
import io.prontuario.continuity.model.DatabaseObservation.ReplicaStatus;
import io.prontuario.continuity.model.DatabaseObservation.Wal;
import io.prontuario.continuity.model.DatabaseObservation.WitnessFence;
import io.prontuario.continuity.model.DatabaseObservation.WitnessStatus;
import io.prontuario.continuity.model.DatabaseObservation.WitnessWal;
import io.prontuario.continuity.model.DatabaseObservation.Writing;
import io.prontuario.continuity.model.SyncSet;
import java.util.Arrays;
import java.util.Optional;

/**
 * The record's databases in time: one on each host, the witness on the edge. Clients write through the front door to the database that it
 * takes for the holder; logs flow; a write is acknowledged when the writer's synchronous set has it on disk.
 */
final class Databases {
    /** A client writes this often. */
    static final long WRITE_EVERY = 500;
    /** The slot's cap: a witness that is further behind begins anew. Five minutes of writing. */
    private static final long SLOT_CAP = 600;
    /** A stream from which no WAL came for so long is none: a writer that lives sends some all the time. */
    private static final long STREAM_IS_SILENT = 1500;

    private static final long ARRIVES_AT_ONCE = 20;

    final Database[] hosts;
    final Witness witness;
    final LogLineage lineage = new LogLineage();
    private final World world;
    private final int[] route;
    private final long[] routeEpoch;
    private final long[] routeTerm;
    private final Optional<PeerClusterStatus>[] relayed;
    private long nextAt;
    private long newestAcknowledged;
    private long late;
    private boolean twice;
    private long lost;
    private long acknowledgedAt;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Databases(World world) {
        this.world = world;
        hosts = new Database[world.nodes.hosts()];
        for (int host = 0; host < hosts.length; host++) {
            hosts[host] = new Database(host);
        }
        witness = new Witness(world.nodes.edge());
        route = new int[world.nodes.boxes()];
        Arrays.fill(route, -1);
        routeEpoch = new long[route.length];
        routeTerm = new long[route.length];
        relayed = new Optional[route.length];
        Arrays.fill(relayed, Optional.empty());
    }

    /** One write, if a client can, and what has happened to the logs since the last one. */
    void tick(long now) {
        if (now < nextAt) {
            return;
        }
        nextAt = now + WRITE_EVERY;
        for (Database database : hosts) {
            wake(database, now);
        }
        if (world.machines.runs(witness.node)) {
            if (witness.boot != world.machines.boot[witness.node]) {
                witness.started(world.machines.boot[witness.node]);
            }
            witness.receive(now);
        }
        write(now);
        for (Database database : hosts) {
            if (database.sends() && world.machines.runs(database.node)) {
                twice |= database.writing && !lineage.begin(database.epoch, database.node, 0, 0);
                stream(database, now);
                acknowledge(database, now);
            }
        }
    }

    private void wake(Database database, long now) {
        if (!world.machines.runs(database.node)) {
            return;
        }
        if (database.boot != world.machines.boot[database.node]) {
            database.started(world.machines.boot[database.node]);
        }
        database.receive(now);
        if (!database.takesUp(now)) {
            return;
        }
        if (database.takes() != database.epoch) {
            twice |= !lineage.begin(database.takes(), database.node, database.epoch, database.position);
        }
        boolean begins = !database.writing || database.takes() != database.epoch;
        database.begin();
        // who takes up an old grant late lacks what was written since, and nothing of it is acknowledged by anyone
        boolean newest = database.epoch >= newestAcknowledged;
        lost += begins && newest ? lineage.missing(database.epoch, database.position) : 0;
    }

    private void write(long now) {
        int box = world.frontDoors.holder(now);
        if (box < 0 || route[box] < 0) {
            return;
        }
        Database writer = hosts[route[box]];
        if (writer.writing && answers(writer.node, now) && !world.network.isCut(box, writer.node)) {
            writer.position++;
        }
    }

    private void stream(Database from, long now) {
        for (Database copy : hosts) {
            if (copy != from && !copy.writing && answers(copy.node, now) && copy.listensTo(from.epoch)) {
                flow(from, copy, now);
            }
        }
        if (world.machines.runs(witness.node) && witness.listensTo(from.epoch)) {
            if (from.position - witness.position > SLOT_CAP && !world.network.isCut(from.node, witness.node)) {
                witness.beginAnew(from.position);
            }
            flow(from, witness, now);
        }
    }

    private void flow(Database from, WalReplica to, long now) {
        long took = world.network.roundTrip(from.node, to.node, now);
        if (took == Network.LOST) {
            return;
        }
        if (from.writing) {
            to.heardAt = now; // a demoted one sends what it has, and no sign of life
        }
        if (took < ARRIVES_AT_ONCE) {
            to.position = Math.max(to.position, from.position);
        } else {
            to.send(now + took, from.epoch, from.position);
        }
    }

    /** Whatever the writer's set has on disk counts as acknowledged, whether or not a client hears of it. */
    private void acknowledge(Database writer, long now) {
        if (!writer.writing) {
            return;
        }
        long upTo = writer.set.required() == 0 ? writer.position : onDisk(writer);
        if (lineage.acknowledge(writer.epoch, upTo)) {
            acknowledgedAt = now;
            if (writer.epoch < newestAcknowledged) {
                late = writer.epoch;
            }
            newestAcknowledged = Math.max(newestAcknowledged, writer.epoch);
        }
    }

    /** Up to where one of the set's members has the log; the core asks for one, never for more. */
    private long onDisk(Database writer) {
        long most = 0;
        for (Database copy : hosts) {
            boolean member = writer.set.members().contains(world.nodes.site(copy.node));
            if (member && copy.listensTo(writer.epoch)) {
                most = Math.max(most, copy.position);
            }
        }
        boolean counts = writer.set.members().contains(SyncSet.WITNESS) && witness.listensTo(writer.epoch);
        return counts ? Math.max(most, witness.position) : most;
    }

    /** Whether the database on this host takes connections. */
    boolean answers(int host, long now) {
        return world.machines.booted(host, now) && now >= hosts[host].busyUntil;
    }

    /** The front door's write route; an older leader's is refused. */
    void route(int box, int holder, long epoch, long term) {
        if (term < routeTerm[box] || term == routeTerm[box] && epoch < routeEpoch[box]) {
            return;
        }
        route[box] = holder;
        routeEpoch[box] = epoch;
        routeTerm[box] = term;
        relayed[box] = Optional.of(new PeerClusterStatus(holder < 0 ? epoch + 1 : epoch, holder >= 0, false, 0));
    }

    /** What this box relays about the site's writer. */
    Optional<PeerClusterStatus> relayedBy(int box) {
        return relayed[box];
    }

    ReplicaStatus seen(int host, long now) {
        Database database = hosts[host];
        return new ReplicaStatus(
                new Wal(database.epoch, database.position, !database.writing && arrives(database, now)),
                new Refused(database.fencedBelow, database.demotedFrom),
                database.writing ? Optional.of(new Writing(database.set.version(), database.since)) : Optional.empty(),
                database.boot);
    }

    WitnessStatus seenWitness(long now) {
        return new WitnessStatus(
                new WitnessWal(witness.epoch, witness.from, witness.position, arrives(witness, now)),
                new WitnessFence(witness.fencedBelow, false),
                witness.unbroken);
    }

    private static boolean arrives(WalReplica copy, long now) {
        return now - copy.heardAt < STREAM_IS_SILENT;
    }

    /** An epoch in which something was acknowledged though a newer one had begun to; 0: none. */
    long late() {
        return late;
    }

    /** Whether two databases have taken up the same epoch. */
    boolean grantedTwice() {
        return twice;
    }

    /** Acknowledged writes that a database lacked when it began to write. */
    long lost() {
        return lost;
    }

    /** The newest epoch in which a write was acknowledged. */
    long newestAcknowledged() {
        return newestAcknowledged;
    }

    /** When a write was last acknowledged. */
    long acknowledgedAt() {
        return acknowledgedAt;
    }
}
