package io.prontuario.workloads.api.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Keeps state in this process: without Redis, or while it is unavailable. */
public final class LocalStateStore implements StateStore {
    static final int MAX_ENTRIES = 20_000;

    private record Entry(long count, long endsAtNanos) {}

    /** Bounded, the oldest entry is dropped first: made-up names must not exhaust the memory. */
    private static final class Entries extends LinkedHashMap<String, Entry> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MAX_ENTRIES;
        }
    }

    private final LongSupplier nanos;
    private final Map<String, Entry> counters = new Entries();
    /** Apart from the counters: logins with invented names must not push the mark of an ended token out. */
    private final Map<String, Entry> marks = new Entries();

    /** Uses the process's clock. */
    public LocalStateStore() {
        this(System::nanoTime);
    }

    LocalStateStore(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized long count(String key, Duration window) {
        long now = nanos.getAsLong();
        Entry entry = counters.get(key);
        Entry next = entry == null || now - entry.endsAtNanos() >= 0
                ? new Entry(1, now + window.toNanos())
                : new Entry(entry.count() + 1, entry.endsAtNanos());
        counters.put(key, next);
        return next.count();
    }

    @Override
    public synchronized void mark(String key, Duration life) {
        marks.put(key, new Entry(1, nanos.getAsLong() + life.toNanos()));
    }

    @Override
    public synchronized boolean marked(String key) {
        Entry entry = marks.get(key);
        return entry != null && nanos.getAsLong() - entry.endsAtNanos() < 0;
    }

    @Override
    public void close() {}
}
