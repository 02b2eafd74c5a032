package io.prontuario.workloads.inference.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the cells of llama.cpp's key-value cache that running requests hold, one a token. The binding does not tell; what
 * stays behind after an answer, to be found by a prompt that begins alike, can be taken at any time and is not counted.
 */
final class CacheCells {
    private final int capacity;
    private final AtomicInteger held = new AtomicInteger();

    CacheCells(int capacity) {
        this.capacity = capacity;
    }

    CacheUse use() {
        return new CacheUse(held.get(), capacity);
    }

    Held hold(int promptTokens) {
        return new Held(promptTokens);
    }

    /** One request's cells; closing gives them back. Used by one thread. */
    final class Held implements AutoCloseable {
        private int cells;

        private Held(int promptTokens) {
            add(promptTokens);
        }

        void add(int tokens) {
            cells += tokens;
            held.addAndGet(tokens);
        }

        @Override
        public void close() {
            add(-cells);
        }
    }
}
