package io.prontuario.simulator;

import java.util.Arrays;

/** The nodes themselves: powered or not, frozen or not, which boot, and the latch each host holds. */
final class Machines {
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final long SLOW_ANSWER = 1000;
    /** Clocks that NTP keeps: this many milliseconds off at most, and this much of the time gained or lost. */
    private static final long MOST_SKEW = 500;

    private static final double MOST_DRIFT = 100e-6;

    final Nodes nodes;
    private final int[] dead;
    private final int[] frozen;
    private final int[] unready;
    private final int[] slow;
    private final int[] deadAgents;
    private final Rng answers;
    final int[] boot;
    final int[] latchedBoot;
    final long[] bootedAt;
    /** When the node last began to be dead, frozen, unready or slow; NEVER if it serves. */
    final long[] badSince;

    private final long[] downSince;
    private final long[] upSince;
    /** When the node last became good again. */
    final long[] goodSince;

    /** How far each clock is off by jumps. */
    final long[] clock;

    private final long[] skew;
    private final double[] drift;
    private final long[] deadSince;
    private final long bootTime;

    Machines(Nodes nodes, long bootTime, long seed) {
        this.nodes = nodes;
        this.bootTime = bootTime;
        int n = nodes.count();
        dead = new int[n];
        frozen = new int[n];
        unready = new int[n];
        slow = new int[n];
        deadAgents = new int[n];
        answers = Rng.of(seed, 0x44);
        downSince = new long[n];
        upSince = new long[n];
        skew = new long[n];
        drift = new double[n];
        Rng clocks = Rng.of(seed, 0x55);
        for (int node = 0; node < n; node++) {
            skew[node] = clocks.nextLong(2 * MOST_SKEW + 1) - MOST_SKEW;
            drift[node] = (2 * clocks.nextDouble() - 1) * MOST_DRIFT;
        }
        boot = new int[n];
        Arrays.fill(boot, 1);
        latchedBoot = new int[n];
        bootedAt = new long[n];
        Arrays.fill(bootedAt, -bootTime);
        badSince = new long[n];
        Arrays.fill(badSince, NEVER);
        Arrays.fill(downSince, NEVER);
        goodSince = new long[n];
        deadSince = new long[n];
        clock = new long[n];
    }

    void kill(int node, long now) {
        if (dead[node]++ == 0) {
            deadSince[node] = now;
        }
        mark(node, now);
    }

    void start(int node, long now) {
        dead[node]--;
        if (dead[node] == 0) {
            boot[node]++;
            bootedAt[node] = now;
        }
        mark(node, now);
    }

    void freeze(int node, int by, long now) {
        frozen[node] += by;
        mark(node, now);
    }

    void unready(int node, int by, long now) {
        unready[node] += by;
        mark(node, now);
    }

    void slow(int node, int by, long now) {
        slow[node] += by;
        mark(node, now);
    }

    /** Of the agent alone: nothing else on the machine notices. */
    void agent(int node, int by) {
        deadAgents[node] += by;
    }

    boolean agentIsDead(int node) {
        return deadAgents[node] > 0;
    }

    private void mark(int node, long now) {
        boolean bad = dead[node] > 0 || frozen[node] > 0 || unready[node] > 0 || slow[node] > 0;
        if (runs(node)) {
            upSince[node] = downSince[node] == NEVER ? upSince[node] : now;
            downSince[node] = NEVER;
        } else if (downSince[node] == NEVER) {
            downSince[node] = now;
        }
        if (bad && badSince[node] == NEVER) {
            badSince[node] = now;
        } else if (!bad && badSince[node] != NEVER) {
            badSince[node] = NEVER;
            goodSince[node] = now;
        }
    }

    /** Powered and not frozen: its processes run. */
    boolean runs(int node) {
        return dead[node] == 0 && frozen[node] == 0;
    }

    /** Whether it has not been running for less than this long. */
    boolean downLessThan(int node, long now, long millis) {
        return !runs(node) && now - downSince[node] < millis;
    }

    boolean isSlow(int node) {
        return slow[node] > 0;
    }

    boolean isUnready(int node) {
        return unready[node] > 0;
    }

    /** Whether it has been running for at least this long. */
    boolean runsFor(int node, long now, long atLeast) {
        return runs(node) && now - upSince[node] >= atLeast;
    }

    /** How long its services take for the next answer, in milliseconds. */
    long answerTime(int node) {
        return slow[node] == 0 ? 0 : answers.exponential(SLOW_ANSWER);
    }

    /** Serves, and not slowly. */
    boolean well(int node, long now) {
        return slow[node] == 0 && serves(node, now);
    }

    /** What its clock is ahead of the true time: an offset, a drift and the jumps so far. */
    long clockError(int node, long now) {
        return skew[node] + (long) (drift[node] * now) + clock[node];
    }

    /** Powered: its kernel answers. */
    boolean powered(int node) {
        return dead[node] == 0;
    }

    /** Its services answer that they are ready. */
    boolean serves(int node, long now) {
        return runs(node) && unready[node] == 0 && now - bootedAt[node] >= bootTime;
    }

    /** Runs, and has done so for long enough that its database accepts connections. */
    boolean booted(int node, long now) {
        return runs(node) && now - bootedAt[node] >= bootTime;
    }

    /** When its services began to answer, or a time in the future. */
    long servesSince(int node) {
        return badSince[node] == NEVER ? Math.max(goodSince[node], bootedAt[node] + bootTime) : Long.MAX_VALUE / 4;
    }

    /** Whether it has been without power for at least this long. */
    boolean deadFor(int node, long now, long atLeast) {
        return dead[node] > 0 && now - deadSince[node] >= atLeast;
    }

    boolean dead(int node) {
        return dead[node] > 0;
    }

    boolean latched(int host) {
        return latchedBoot[host] == boot[host];
    }
}
