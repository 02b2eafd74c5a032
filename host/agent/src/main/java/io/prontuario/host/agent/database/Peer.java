package io.prontuario.host.agent.database;

import io.prontuario.host.protocol.data.DataOrder.Source;
import io.prontuario.host.protocol.data.DataReport;
import io.prontuario.host.protocol.data.DataReport.DatabaseReport;
import io.prontuario.host.protocol.data.DataReport.Phase;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What another box said of itself.
 *
 * @param source which box
 * @param report of its agent; null: no answer
 * @param log its database's, while that writes; null where it was not asked or did not answer
 * @param problem why there is no answer
 */
record Peer(Source source, @Nullable DataReport report, @Nullable Log log, @Nullable String problem) {
    /**
     * @param history of its timelines
     * @param position to which it has written
     * @param lineage who began each
     * @param segments of WAL that it still has, without their timelines
     */
    record Log(TimelineHistory history, long position, Map<Integer, String> lineage, Set<String> segments) {
        private static final int TIMELINE_DIGITS = 8;

        /** Whether it still has the WAL that goes on here. */
        boolean has(long at) {
            return segments.contains(Lsn.segment(0, at).substring(TIMELINE_DIGITS));
        }
    }

    @Nullable
    DatabaseReport database() {
        return report == null ? null : report.database();
    }

    /** Whether it writes this epoch. */
    boolean writes(long epoch) {
        DatabaseReport database = database();
        return database != null
                && database.phase() == Phase.PRIMARY
                && database.answers()
                && database.wal().epoch() == epoch
                && database.synchronous() != null;
    }

    /** Whether its WAL of this epoch is final. */
    boolean gaveUp(long epoch) {
        DatabaseReport database = database();
        return database != null
                && database.answers()
                && database.phase() != Phase.PRIMARY
                && database.wal().epoch() == epoch
                && database.demotedFrom() >= epoch;
    }
}
