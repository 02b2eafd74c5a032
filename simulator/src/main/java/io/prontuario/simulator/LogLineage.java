package io.prontuario.simulator;

import java.util.Arrays;

/**
 * Which epoch's log branched off which, and where; and how far each was acknowledged. A log is then an epoch and a position in it:
 * nothing has to be kept of the writes themselves.
 */
final class LogLineage {
    private static final int NOBODY = -1;

    private long[] parent = new long[16];
    private long[] branch = new long[16];
    private long[] acknowledged = new long[16];
    private int[] writer = new int[16];
    private int newest;

    LogLineage() {
        Arrays.fill(writer, NOBODY);
    }

    /** Epoch {@code epoch} begins on {@code host}, on top of a log that ends at {@code at}. False: another host has begun it. */
    boolean begin(long epoch, int host, long from, long at) {
        int e = Math.toIntExact(epoch);
        grow(e);
        if (writer[e] != NOBODY) {
            return writer[e] == host;
        }
        writer[e] = host;
        parent[e] = from;
        branch[e] = at;
        acknowledged[e] = at;
        newest = Math.max(newest, e);
        return true;
    }

    private void grow(int epoch) {
        if (epoch < parent.length) {
            return;
        }
        int old = parent.length;
        int length = Math.max(epoch + 1, 2 * old);
        parent = Arrays.copyOf(parent, length);
        branch = Arrays.copyOf(branch, length);
        acknowledged = Arrays.copyOf(acknowledged, length);
        writer = Arrays.copyOf(writer, length);
        Arrays.fill(writer, old, length, NOBODY);
    }

    /** Up to where two logs are the same. */
    long shared(long epoch, long position, long otherEpoch, long otherPosition) {
        int a = (int) epoch;
        int b = (int) otherEpoch;
        long upTo = position;
        long otherUpTo = otherPosition;
        while (a != b) {
            if (a > b) {
                upTo = Math.min(upTo, branch[a]);
                a = (int) parent[a];
            } else {
                otherUpTo = Math.min(otherUpTo, branch[b]);
                b = (int) parent[b];
            }
        }
        return Math.min(upTo, otherUpTo);
    }

    /** Everything up to here of this epoch was acknowledged; false when that was known. */
    boolean acknowledge(long epoch, long upTo) {
        int e = (int) epoch;
        if (upTo <= acknowledged[e]) {
            return false;
        }
        acknowledged[e] = upTo;
        return true;
    }

    /** How many acknowledged writes a log does not have. */
    long missing(long epoch, long position) {
        long missing = 0;
        for (int e = 1; e <= newest; e++) {
            if (acknowledged[e] > branch[e]) {
                long has = Math.max(branch[e], shared(e, acknowledged[e], epoch, position));
                missing += acknowledged[e] - has;
            }
        }
        return missing;
    }
}
