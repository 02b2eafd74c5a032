package io.prontuario.simulator;

/** Links between nodes: cut or not, each way apart, and losing packets independently or in bursts. */
final class Network {
    static final long LOST = -1;
    private static final long EXTRA = 400;

    private final int nodes;
    private final Loss loss;
    private final int[] cuts;
    private final int[] slow;
    private final long[] changedAt;
    private final Delay delay;
    private final Rng rng;
    private final boolean[] bad;
    private final long[] until;

    Network(int nodes, Loss loss, Delay delay, long seed) {
        this.nodes = nodes;
        this.loss = loss;
        this.cuts = new int[nodes * nodes];
        this.slow = new int[nodes * nodes];
        this.changedAt = new long[nodes * nodes];
        java.util.Arrays.fill(changedAt, Long.MIN_VALUE / 4);
        this.delay = delay;
        this.rng = Rng.of(seed, 0x11);
        this.bad = new boolean[nodes * nodes];
        this.until = new long[nodes * nodes];
    }

    void cut(int from, int to, int by, long now) {
        cuts[from * nodes + to] += by;
        changedAt[from * nodes + to] = now;
    }

    boolean isCut(int a, int b) {
        return cuts[a * nodes + b] > 0 || cuts[b * nodes + a] > 0;
    }

    void slow(int a, int b, int by, long now) {
        slow[a * nodes + b] += by;
        slow[b * nodes + a] += by;
        changedAt[a * nodes + b] = now;
    }

    /** Cut or slowed, in either direction. */
    boolean impaired(int a, int b) {
        return isCut(a, b) || slow[a * nodes + b] > 0;
    }

    /** Impaired now, or less than this long ago. */
    boolean impairedWithin(int a, int b, long now, long millis) {
        return impaired(a, b) || now - Math.max(changedAt[a * nodes + b], changedAt[b * nodes + a]) < millis;
    }

    /** How long one packet there and one back take from now, in milliseconds; {@link #LOST} when one does not arrive. */
    long roundTrip(int from, int to, long now) {
        if (from == to) {
            return 0;
        }
        return arrives(from, to, now) && arrives(to, from, now) ? delayed(from, to) : LOST;
    }

    /** Whether both arrive within {@code millis}. */
    boolean roundTrip(int from, int to, long now, long millis) {
        long took = roundTrip(from, to, now);
        return took != LOST && took <= millis;
    }

    private long delayed(int from, int to) {
        boolean far = from == nodes - 1 || to == nodes - 1; // the cloud, over the VPN
        long took = far ? 2 * delay.vpnMillis() : 0;
        if (far && delay.jitterMillis() > 0) {
            took += rng.exponential(delay.jitterMillis());
        }
        return slow[from * nodes + to] == 0 ? took : took + rng.exponential(EXTRA) + rng.exponential(EXTRA);
    }

    private boolean arrives(int from, int to, long now) {
        int link = from * nodes + to;
        if (cuts[link] > 0) {
            return false;
        }
        if (loss.probability() == 0) {
            return true;
        }
        return loss.burstMillis() == 0 ? rng.nextDouble() >= loss.probability() : !inBurst(link, now);
    }

    /** Two states a link, each of exponential length; everything is lost in the bad one. */
    private boolean inBurst(int link, long now) {
        double good = loss.burstMillis() * (1 - loss.probability()) / loss.probability();
        if (until[link] == 0) {
            until[link] = rng.exponential(good);
        }
        while (until[link] <= now) {
            bad[link] = !bad[link];
            until[link] += rng.exponential(bad[link] ? loss.burstMillis() : good);
        }
        return bad[link];
    }
}
