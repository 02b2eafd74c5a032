package io.prontuario.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every write that has ended. Safe for many writers. */
public final class WriteLog {
    private final List<Write> writes = new ArrayList<>();

    public synchronized void add(Write write) {
        writes.add(write);
    }

    /** In order of their end. */
    public synchronized List<Write> all() {
        return writes.stream()
                .sorted(Comparator.comparingLong(write -> write.times().ended()))
                .toList();
    }

    /** Those that were due in [{@code from}, {@code to}), in order of their end. */
    public List<Write> due(long from, long to) {
        return all().stream()
                .filter(write -> write.times().due() >= from && write.times().due() < to)
                .toList();
    }

    public synchronized int size() {
        return writes.size();
    }
}
