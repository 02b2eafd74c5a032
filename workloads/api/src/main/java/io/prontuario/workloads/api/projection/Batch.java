package io.prontuario.workloads.api.projection;

import java.time.Instant;
import java.util.List;

/**
 * A part of the outbox, as one moment's snapshot shows it.
 *
 * @param entries what comes next, in order; none when the reader has everything
 * @param head number of the outbox's last entry
 * @param readAt time of the snapshot, by the record's clock
 */
record Batch(List<Entry> entries, long head, Instant readAt) {
    /**
     * An entry.
     *
     * @param hash of everything in it
     */
    record Entry(long seq, String kind, String payload, Instant writtenAt, String hash) {}

    Batch {
        entries = List.copyOf(entries);
    }

    /** Number of the last entry that a reader has who has this, too. */
    long last() {
        return entries.isEmpty() ? head : entries.get(entries.size() - 1).seq();
    }

    /** Everything that the record held at this time is known to a reader who has this, too. */
    Instant asOf() {
        return last() == head ? readAt : entries.get(entries.size() - 1).writtenAt();
    }
}
