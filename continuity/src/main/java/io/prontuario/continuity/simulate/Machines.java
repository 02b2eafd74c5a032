package io.prontuario.continuity.simulate;

import java.util.Arrays;

/** The nodes themselves: powered or not, frozen or not, which boot, and the latch each host holds. */
final class Machines {
    private static final long NEVER = Long.MIN_VALUE / 4;

    final Nodes nodes;
    private final int[] dead;
    private final int[] frozen;
    private final int[] unready;
    final int[] boot;
    final int[] latchedBoot;
    final long[] bootedAt;
    /** When the node last began to be dead, frozen or unready; NEVER if it serves. */
    final long[] badSince;
    /** When the node last became good again. */
    final long[] goodSince;

    final long[] clock;
    private final long[] deadSince;
    private final long bootTime;

    Machines(Nodes nodes, long bootTime) {
        this.nodes = nodes;
        this.bootTime = bootTime;
        int n = nodes.count();
        dead = new int[n];
        frozen = new int[n];
        unready = new int[n];
        boot = new int[n];
        Arrays.fill(boot, 1);
        latchedBoot = new int[n];
        bootedAt = new long[n];
        Arrays.fill(bootedAt, -bootTime);
        badSince = new long[n];
        Arrays.fill(badSince, NEVER);
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

    private void mark(int node, long now) {
        boolean bad = dead[node] > 0 || frozen[node] > 0 || unready[node] > 0;
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

    /** Powered: its kernel answers. */
    boolean powered(int node) {
        return dead[node] == 0;
    }

    /** Its services answer that they are ready. */
    boolean serves(int node, long now) {
        return runs(node) && unready[node] == 0 && now - bootedAt[node] >= bootTime;
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
