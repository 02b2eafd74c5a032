package io.prontuario.host.protocol.data;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent knows of the record on its box. {@code GET /v1/data}.
 *
 * @param database the box's PostgreSQL; null where it runs none
 * @param witness the box's WAL receiver; null where it runs none
 * @param route where the box's front door sends writes; null before the first order
 */
public record DataReport(
        String node, @Nullable DatabaseReport database, @Nullable WitnessReport witness, @Nullable RouteReport route) {

    /**
     * @param phase what the instance is doing
     * @param answers whether it can be relied on: it accepts a connection, or it was demoted and stands stopped under the agent's control
     * @param boot counts its starts
     * @param fencedBelow it accepts nothing of an epoch below this one, and receives no WAL of one
     * @param demotedFrom the newest epoch that it has durably given up
     * @param wal how far it is
     * @param synchronous the set that it runs while it writes; null otherwise
     * @param disk of the data folder
     * @param problem what is wrong and what to do, in a sentence; null when all is well
     */
    public record DatabaseReport(
            Phase phase,
            boolean answers,
            long boot,
            long fencedBelow,
            long demotedFrom,
            WalReport wal,
            @Nullable SynchronousReport synchronous,
            DiskReport disk,
            @Nullable String problem) {}

    /** What an instance is doing. */
    public enum Phase {
        /** The data folder is empty: it waits for the first promotion, or for a writer to copy. */
        EMPTY,
        /** A base copy or a rewind is under way. */
        COPYING,
        STARTING,
        STANDBY,
        PRIMARY,
        STOPPED
    }

    /**
     * @param systemId of the cluster; empty before there is one
     * @param timeline of the newest WAL
     * @param epoch of that WAL: the one it writes or follows; 0: none
     * @param position how far its WAL is on disk, in bytes since the beginning
     * @param replayed how far it has replayed
     * @param receiving whether WAL of the writer arrived lately (1.5 s)
     * @param lagMillis since when it has not replayed something that it had received; null while that is unknown
     */
    public record WalReport(
            String systemId,
            int timeline,
            long epoch,
            long position,
            long replayed,
            boolean receiving,
            @Nullable Long lagMillis) {}

    /**
     * @param version of the set in effect
     * @param since its position when that set took effect
     * @param copies by name, what each copy has told this writer to have on disk
     */
    public record SynchronousReport(long version, long since, Map<String, Long> copies) {
        public SynchronousReport {
            copies = Map.copyOf(copies);
        }
    }

    /**
     * @param epoch of the WAL that it is sent, or was sent before it was fenced
     * @param timeline of the newest WAL
     * @param from start of the WAL that it holds
     * @param to end of the WAL that it has on disk without a gap since {@code from}
     * @param fencedBelow it accepts nothing of an epoch below this one
     * @param streaming whether WAL of the writer arrived lately (1.5 s)
     * @param unbroken whether it has run without a break since {@code epoch} was granted
     */
    public record WitnessReport(
            long epoch,
            int timeline,
            long from,
            long to,
            long fencedBelow,
            boolean streaming,
            boolean unbroken,
            DiskReport disk,
            @Nullable String problem) {}

    /** @param writer null: writes go nowhere */
    public record RouteReport(long epoch, @Nullable String writer) {}

    /** Bytes. */
    public record DiskReport(long total, long free) {}
}
