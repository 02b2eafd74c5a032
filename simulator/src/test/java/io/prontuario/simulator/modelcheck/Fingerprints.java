package io.prontuario.simulator.modelcheck;

import java.util.Arrays;

/** A large set of states by 64-bit fingerprint, each with the fingerprint of the state it was first reached from. */
final class Fingerprints {
    private long[] keys = new long[1 << 16];
    private long[] from = new long[1 << 16];
    private int size;

    /** Adds a fingerprint; false when it was there already. Of two different states 2⁻⁶⁴ are taken for the same. */
    boolean add(long fingerprint, long cameFrom) {
        long key = fingerprint == 0 ? 1 : fingerprint;
        if (size * 3L > keys.length * 2L) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == key) {
            return false;
        }
        keys[slot] = key;
        from[slot] = cameFrom;
        size++;
        return true;
    }

    boolean contains(long fingerprint) {
        long key = fingerprint == 0 ? 1 : fingerprint;
        return keys[slot(keys, key)] == key;
    }

    long cameFrom(long fingerprint) {
        return from[slot(keys, fingerprint == 0 ? 1 : fingerprint)];
    }

    int size() {
        return size;
    }

    private static int slot(long[] keys, long key) {
        int slot = (int) (key & (keys.length - 1));
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        long[] moreFrom = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(moreKeys, keys[i]);
                moreKeys[slot] = keys[i];
                moreFrom[slot] = from[i];
            }
        }
        Arrays.fill(keys, 0);
        keys = moreKeys;
        from = moreFrom;
    }

    /** Mixes one more number into a fingerprint. */
    static long mix(long fingerprint, long value) {
        long mixed = (fingerprint ^ value) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        mixed *= 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 29);
    }

    static long mix(long fingerprint, String text) {
        long mixed = mix(fingerprint, text.length() + 7L);
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mixed;
    }
}
