package io.prontuario.simulator;

import java.util.Arrays;

/**
 * A binary heap of longs: time in milliseconds above, a code of {@value #CODE_BITS} bits below. Events at the same time come in
 * the order of their codes, so that a run is the same every time.
 */
final class EventQueue {
    static final int CODE_BITS = 12;

    private long[] heap = new long[64];
    private int size;

    void add(long atMillis, int code) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        long event = (atMillis << CODE_BITS) | code;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] <= event) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = event;
    }

    /** Removes the earliest event. */
    long next() {
        long first = heap[0];
        long last = heap[--size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }

    boolean isEmpty() {
        return size == 0;
    }

    static long time(long event) {
        return event >> CODE_BITS;
    }

    static int code(long event) {
        return (int) (event & ((1 << CODE_BITS) - 1));
    }
}
