package io.prontuario.workloads.inference.engine;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the cells of llama.cpp's key-value cache that running requests hold, one per token, because the binding does not
 * report them. Cells kept for prompt caching after a request are not counted: llama.cpp reuses them at any time.
 */
final class KvCacheCounter {
    private final int capacity;
    private final AtomicInteger held = new AtomicInteger();

    KvCacheCounter(int capacity) {
        this.capacity = capacity;
    }

    KvCacheUsage use() {
        return new KvCacheUsage(held.get(), capacity);
    }

    RequestCells hold(int promptTokens) {
        return new RequestCells(promptTokens);
    }

    /** The cells of one request; closing releases them. Not thread-safe. */
    final class RequestCells implements AutoCloseable {
        private int cells;

        private RequestCells(int promptTokens) {
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
