package io.prontuario.simulator;

import io.prontuario.continuity.model.DatabaseObservation.PeerClusterStatus;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.Map;
import java.util.Optional;

/** How a replica looks: one exchange with a site or a front door, and what it makes of silence. */
final class ProbeEngine {
    private static final long AGENT_STARTS = 3000;
    /** An emergency projection that is further behind says so. */
    private static final long PROJECTION_LAGS = 60_000;

    private final World world;
    private final Watcher watcher;
    private final String[] bootIds;
    private final int[] bootOfId;

    ProbeEngine(World world, Watcher watcher) {
        this.world = world;
        this.watcher = watcher;
        this.bootIds = new String[world.nodes.hosts()];
        this.bootOfId = new int[world.nodes.hosts()];
    }

    /** One packet exchange with a target; false when nothing came back. */
    boolean look(Replica replica, int target, long now) {
        int node = replica.nodeOfTarget(target);
        if (replica.blind > 0) {
            if (replica.isSite(target)) {
                site(replica, target, CheckResult.UNKNOWN, Optional.empty(), false, now);
            } else {
                box(replica, node, unreachable(replica), Optional.empty());
            }
            return true;
        }
        long took = world.network.roundTrip(replica.node, node, now);
        if (took == Network.LOST || !world.machines.runs(node)) {
            return false;
        }
        took += replica.isSite(target) ? world.machines.answerTime(node) : 0;
        if (took >= World.ROUND_AFTER) {
            world.answerAt(replica, target, now + took);
            return false;
        }
        sees(replica, target, node, now);
        return true;
    }

    /** The answer arrives, if the machine still runs that was asked. */
    void answered(Replica replica, int target, long now) {
        int node = replica.nodeOfTarget(target);
        if (world.machines.runs(node)) {
            sees(replica, target, node, now);
        }
    }

    private void sees(Replica replica, int target, int node, long now) {
        data(replica, target, node);
        if (!replica.isSite(target)) {
            box(replica, node, world.frontDoors.report(node, replica.sequence()), world.frontDoors.heartbeat(node));
            return;
        }
        boolean host = target < world.nodes.hosts();
        boolean agent = host && now - world.machines.bootedAt[node] >= AGENT_STARTS;
        site(
                replica,
                target,
                world.machines.serves(node, now)
                        ? CheckResult.SERVING
                        : now - world.machines.bootedAt[node] < world.settings.boot() / 2
                                ? CheckResult.DEAD
                                : CheckResult.UNREADY,
                agent ? Optional.of(bootId(node)) : Optional.empty(),
                agent && world.machines.latched(node),
                now);
    }

    /** What is learned of the writer by the way: on site from the cloud; in the cloud from what a box relays. */
    private void data(Replica replica, int target, int node) {
        if (!replica.onsite) {
            if (!replica.isSite(target)) {
                replica.data.other(world.databases.relayedBy(node));
            }
        } else if (node == world.nodes.cloud()) {
            WriterEpoch cloud = world.writer(false);
            replica.data.other(Optional.of(
                    new PeerClusterStatus(cloud.epoch(), cloud.writer().isPresent(), false, 0)));
            replica.data.projectionLags(world.projection.behind() > PROJECTION_LAGS);
        }
    }

    private void site(
            Replica replica, int site, CheckResult result, Optional<String> bootId, boolean latched, long now) {
        replica.site(site, result, bootId, latched);
        watcher.checked(replica, site, result, now);
    }

    private void box(Replica replica, int box, FrontDoorReport report, Optional<Heartbeat> relayed) {
        replica.box(box, report, relayed);
        watcher.polled(replica, box, report);
    }

    private static FrontDoorReport unreachable(Replica replica) {
        return new FrontDoorReport(false, replica.sequence(), Map.of());
    }

    /** Nothing came back in time. */
    void timeout(Replica replica, int target, long now) {
        int node = replica.nodeOfTarget(target);
        if (!replica.isSite(target)) {
            box(replica, node, unreachable(replica), Optional.empty());
            return;
        }
        // a frozen machine's kernel still accepts connections, and a slow service's does
        boolean accepts = world.machines.powered(node)
                && !world.network.isCut(replica.node, node)
                && (!world.machines.runs(node) || world.machines.isSlow(node));
        site(replica, target, accepts ? CheckResult.UNREADY : CheckResult.DEAD, Optional.empty(), false, now);
    }

    /** The id of the boot that the host is in. */
    String bootId(int host) {
        if (bootOfId[host] != world.machines.boot[host]) {
            bootOfId[host] = world.machines.boot[host];
            bootIds[host] = world.nodes.name(host) + "#" + world.machines.boot[host];
        }
        return bootIds[host];
    }
}
