package io.prontuario.continuity.simulate;

/** Links between nodes: cut or not, each way apart, and losing packets independently or in bursts. */
final class Network {
    private final int nodes;
    private final Loss loss;
    private final int[] cuts;
    private final Rng rng;
    private final boolean[] bad;
    private final long[] until;

    Network(int nodes, Loss loss, long seed) {
        this.nodes = nodes;
        this.loss = loss;
        this.cuts = new int[nodes * nodes];
        this.rng = Rng.of(seed, 0x11);
        this.bad = new boolean[nodes * nodes];
        this.until = new long[nodes * nodes];
    }

    void cut(int from, int to, int by) {
        cuts[from * nodes + to] += by;
    }

    boolean isCut(int a, int b) {
        return cuts[a * nodes + b] > 0 || cuts[b * nodes + a] > 0;
    }

    /** Whether one packet there and one back arrive now. */
    boolean roundTrip(int from, int to, long now) {
        return from == to || (arrives(from, to, now) && arrives(to, from, now));
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
