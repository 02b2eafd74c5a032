package io.prontuario.simulator;

import java.util.Arrays;

/** How replicas on site poll the databases and the witness, apart from their checks of sites. */
final class DatabasePolls {
    /** TCP sends a packet that got no answer again. */
    private static final long RETRANSMIT = 1000;
    /** An order is answered with a report, and what follows from it is decided at once. */
    private static final long ORDERS_ARE_ANSWERED = 200;

    private static final int TARGET_BITS = 4;
    private static final long NOTHING = -1;

    private final World world;
    private final long interval;
    private final long timeout;
    /** Per replica and target: when a poll was sent that has not ended. */
    private final long[][] askedAt;

    private final boolean[][] answerUnderway;

    DatabasePolls(World world) {
        this.world = world;
        interval = world.settings.detection().interval().toMillis();
        timeout = world.settings.detection().timeout().toMillis();
        askedAt = new long[Nodes.OPERATORS][world.nodes.hosts() + 1];
        for (long[] ofReplica : askedAt) {
            Arrays.fill(ofReplica, NOTHING);
        }
        answerUnderway = new boolean[Nodes.OPERATORS][world.nodes.hosts() + 1];
    }

    long interval() {
        return interval;
    }

    /** Polls everything. */
    void tick(Replica replica, long now) {
        world.add(now + interval, World.POLL, replica.index);
        if (!world.works(replica)) {
            Arrays.fill(askedAt[replica.index], NOTHING);
            return;
        }
        replica.data.beginPoll();
        boolean outstanding = false;
        for (int target = 0; target < replica.data.targets(); target++) {
            askedAt[replica.index][target] = NOTHING;
            answerUnderway[replica.index][target] = false;
            if (replica.blind > 0) {
                replica.data.notMade(target);
            } else if (!ask(replica, target, now, now)) {
                askedAt[replica.index][target] = now;
                outstanding = true;
                int index = replica.index << TARGET_BITS | target;
                for (long at = RETRANSMIT; at < timeout; at = 2 * at + RETRANSMIT) {
                    world.add(now + at, World.POLL_RETRY, index);
                }
                world.add(now + timeout, World.POLL_TIMEOUT, index);
            }
        }
        if (replica.leads) {
            world.add(now + World.ROUND_AFTER, World.POLL_ROUND, replica.index);
            if (outstanding) {
                world.add(now + timeout + World.ROUND_AFTER, World.POLL_ROUND, replica.index);
            }
        }
    }

    /** What was told is answered with a report soon: then this replica looks again. A failure is left to the next poll. */
    void again(Replica replica, long now) {
        world.add(now + ORDERS_ARE_ANSWERED, World.POLL_AGAIN, replica.index);
    }

    void lookAgain(Replica replica, long now) {
        if (!world.works(replica) || replica.blind > 0) {
            return;
        }
        replica.data.beginPoll();
        for (int target = 0; target < replica.data.targets(); target++) {
            if (askedAt[replica.index][target] == NOTHING) {
                ask(replica, target, now, now);
            }
        }
        if (replica.leads) {
            world.add(now + World.ROUND_AFTER, World.POLL_ROUND, replica.index);
        }
    }

    void retry(int index, long now) {
        Replica replica = world.replicas[index >> TARGET_BITS];
        int target = index & (1 << TARGET_BITS) - 1;
        long asked = askedAt[replica.index][target];
        if (asked > 0
                && !answerUnderway[replica.index][target]
                && world.works(replica)
                && ask(replica, target, asked, now)) {
            askedAt[replica.index][target] = NOTHING;
        }
    }

    /** An answer that took a while. */
    void answered(int index, long now) {
        Replica replica = world.replicas[index >> TARGET_BITS];
        int target = index & (1 << TARGET_BITS) - 1;
        if (askedAt[replica.index][target] != NOTHING && world.works(replica) && world.machines.runs(node(target))) {
            askedAt[replica.index][target] = NOTHING;
            sees(replica, target, now);
        }
    }

    void timeout(int index, long now) {
        Replica replica = world.replicas[index >> TARGET_BITS];
        int target = index & (1 << TARGET_BITS) - 1;
        if (askedAt[replica.index][target] != NOTHING && askedAt[replica.index][target] + timeout <= now) {
            askedAt[replica.index][target] = NOTHING;
            if (world.works(replica)) {
                replica.data.failed(target);
            }
        }
    }

    /** One exchange with an agent; false when nothing came back yet. */
    private boolean ask(Replica replica, int target, long asked, long now) {
        int node = node(target);
        long took = world.network.roundTrip(replica.node, node, now);
        if (took == Network.LOST || !world.machines.runs(node) || world.machines.agentIsDead(node)) {
            return false;
        }
        took += replica.data.isWitness(target) ? 0 : world.machines.answerTime(node);
        if (took >= World.ROUND_AFTER) {
            answerUnderway[replica.index][target] = true;
            if (now + took < asked + timeout) {
                world.add(now + took, World.POLL_ANSWER, replica.index << TARGET_BITS | target);
            }
            return false;
        }
        sees(replica, target, now);
        return true;
    }

    private void sees(Replica replica, int target, long now) {
        if (replica.data.isWitness(target)) {
            replica.data.witness(world.databases.seenWitness(now));
        } else if (world.databases.answers(target, now)) {
            replica.data.database(target, world.databases.seen(target, now));
        } else {
            replica.data.failed(target); // its agent says so
        }
    }

    private int node(int target) {
        return target < world.nodes.hosts() ? target : world.nodes.edge();
    }
}
