package io.prontuario.workloads.api.limits;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** In this process only: without Redis, or while it is away. */
public final class LocalState implements SharedState {
    private static final int MOST = 20_000;

    private record Entry(long count, long endsAtNanos) {}

    private final LongSupplier nanos;
    // the oldest goes first when there are too many: nobody fills the memory with names
    private final Map<String, Entry> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    };

    /** Uses the process's clock. */
    public LocalState() {
        this(System::nanoTime);
    }

    LocalState(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public synchronized long count(String key, Duration window) {
        long now = nanos.getAsLong();
        Entry entry = entries.get(key);
        Entry next = entry == null || now - entry.endsAtNanos() >= 0
                ? new Entry(1, now + window.toNanos())
                : new Entry(entry.count() + 1, entry.endsAtNanos());
        entries.put(key, next);
        return next.count();
    }

    @Override
    public synchronized void mark(String key, Duration life) {
        entries.put(key, new Entry(1, nanos.getAsLong() + life.toNanos()));
    }

    @Override
    public synchronized boolean marked(String key) {
        Entry entry = entries.get(key);
        return entry != null && nanos.getAsLong() - entry.endsAtNanos() < 0;
    }

    @Override
    public void close() {}
}
