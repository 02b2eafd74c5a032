package io.prontuario.workloads.api.projection;

import java.time.Instant;
import java.util.List;

/**
 * Consecutive entries of the outbox, read in one database snapshot.
 *
 * @param entries the next entries, in order; empty if the reader is up to date
 * @param head sequence number of the outbox's last entry
 * @param readAt time of the snapshot, by the clock of the record database
 */
record OutboxBatch(List<Entry> entries, long head, Instant readAt) {
    /**
     * An entry.
     *
     * @param hash checksum of all fields
     */
    record Entry(long seq, String kind, String payload, Instant writtenAt, String hash) {}

    OutboxBatch {
        entries = List.copyOf(entries);
    }

    /** Sequence number of the last entry that is applied after this batch. */
    long last() {
        return entries.isEmpty() ? head : entries.get(entries.size() - 1).seq();
    }

    /** The projection contains every change up to this time after this batch is applied. */
    Instant asOf() {
        return last() == head ? readAt : entries.get(entries.size() - 1).writtenAt();
    }
}
