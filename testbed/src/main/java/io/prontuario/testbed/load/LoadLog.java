package io.prontuario.testbed.load;

import java.util.ArrayList;
import java.util.List;

/** Every GET, stream and request of the mix that has ended. Safe for many writers. */
public final class LoadLog {
    private final List<GetRecord> gets = new ArrayList<>();
    private final List<StreamRecord> streams = new ArrayList<>();
    private final List<MixRecord> mix = new ArrayList<>();

    public synchronized void add(GetRecord get) {
        gets.add(get);
    }

    public synchronized void add(StreamRecord stream) {
        streams.add(stream);
    }

    public synchronized void add(MixRecord record) {
        mix.add(record);
    }

    /** Requests of the mix that were due in [{@code fromNanos}, {@code toNanos}). */
    public synchronized List<MixRecord> mix(long fromNanos, long toNanos) {
        return mix.stream()
                .filter(record -> record.dueNanos() >= fromNanos && record.dueNanos() < toNanos)
                .toList();
    }

    /** GETs that were due in [{@code fromNanos}, {@code toNanos}), in order of their number. */
    public synchronized List<GetRecord> gets(long fromNanos, long toNanos) {
        return gets.stream()
                .filter(get -> get.intendedNanos() >= fromNanos && get.intendedNanos() < toNanos)
                .sorted(java.util.Comparator.comparingInt(GetRecord::number))
                .toList();
    }

    /** Streams that were due in [{@code fromNanos}, {@code toNanos}), in order of their number. */
    public synchronized List<StreamRecord> streams(long fromNanos, long toNanos) {
        return streams.stream()
                .filter(stream -> stream.openedNanos() >= fromNanos && stream.openedNanos() < toNanos)
                .sorted(java.util.Comparator.comparingInt(StreamRecord::number))
                .toList();
    }

    public synchronized int size() {
        return gets.size();
    }
}
