package io.prontuario.simulator;

/** SplitMix64: small, fast, the same on every machine. */
final class Rng {
    private long state;

    Rng(long seed) {
        state = seed;
    }

    /** A stream of its own for a purpose, so that one more draw here moves nothing there. */
    static Rng of(long seed, long purpose) {
        Rng rng = new Rng(seed ^ (purpose * 0x9E3779B97F4A7C15L));
        rng.nextLong();
        return rng;
    }

    long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** In [0, 1). */
    double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** In [0, bound). */
    int nextInt(int bound) {
        return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
    }

    /** In [0, bound). */
    long nextLong(long bound) {
        return Math.floorMod(nextLong() >>> 1, bound);
    }

    /** Exponential with this mean, at least 1. */
    long exponential(double mean) {
        return Math.max(1, (long) (-mean * Math.log(1 - nextDouble())));
    }
}
