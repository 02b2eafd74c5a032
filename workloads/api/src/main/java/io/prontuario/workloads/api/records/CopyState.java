package io.prontuario.workloads.api.records;

import java.util.OptionalLong;

/**
 * What is known about the local copy of the record.
 *
 * @param standing how it stands to the writer
 * @param atNanos when this was observed, by {@link System#nanoTime}
 * @param lagNanos age of the oldest change that has arrived and is not visible yet
 * @param currentAtNanos the copy has every change that had arrived at this time; empty if no change has been seen arriving
 * @param replayed position up to which changes are visible
 */
record CopyState(Standing standing, long atNanos, long lagNanos, OptionalLong currentAtNanos, WalPosition replayed) {
    /** How a copy stands to the writer. */
    enum Standing {
        /** The local database is the writer. */
        WRITER,
        /** Changes arrive, and are visible within the bound. */
        WITHIN,
        /** Changes arrive, and are not visible within the bound. */
        BEHIND,
        /** No change has arrived for so long that nothing is known: even an idle writer sends one every 300 ms. */
        SILENT,
        /** The local database does not answer. */
        UNREACHABLE
    }

    static CopyState unreachable(long nowNanos, OptionalLong currentAtNanos) {
        return new CopyState(Standing.UNREACHABLE, nowNanos, 0, currentAtNanos, new WalPosition(0));
    }

    /** Whether a read of the copy needs no mark. */
    boolean current() {
        return standing == Standing.WRITER || standing == Standing.WITHIN;
    }

    /** Whether the copy shows the commit at this position. */
    boolean shows(WalPosition position) {
        return standing == Standing.WRITER || replayed.compareTo(position) >= 0;
    }
}
