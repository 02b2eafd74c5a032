package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Applies the record's outbox to the cloud's projection, in order and exactly once. The position is stored in the same
 * transaction and database as the applied entries, so the shipper may be killed at any point; concurrent shippers take turns
 * on the lock of that row.
 */
public final class Shipper {
    /**
     * Result of shipping one batch.
     *
     * @param applied number of entries applied
     * @param last sequence number of the last applied entry
     * @param pending number of entries not applied yet
     * @param asOf the projection contains every change up to this time
     */
    public record ShipResult(int applied, long last, long pending, Instant asOf) {}

    private final DataSource record;
    private final DataSource cloud;
    private final OutboxReader outbox;

    /**
     * @param record the record database; only {@link #trim} writes to it
     * @param cloud the database with the projection
     */
    public Shipper(DataSource record, DataSource cloud) {
        this.record = record;
        this.cloud = cloud;
        this.outbox = new OutboxReader(record);
    }

    /** Ships one batch. */
    public ShipResult ship() throws SQLException, ProjectionException {
        OutboxReader.Result result = Transactions.run(cloud, to -> {
            OutboxReader.Result read = outbox.after(Projection.position(to));
            if (read instanceof OutboxReader.Ready ready) {
                Projection.apply(to, ready.batch());
            }
            return read;
        });
        if (result instanceof OutboxReader.Refused refused) {
            throw new ProjectionException(refused.message());
        }
        OutboxBatch batch = ((OutboxReader.Ready) result).batch();
        return new ShipResult(batch.entries().size(), batch.last(), batch.head() - batch.last(), batch.asOf());
    }

    /** Deletes applied entries. @param keep number of applied entries to keep for replay */
    public void trim(long keep) throws SQLException {
        long applied = Transactions.run(cloud, Projection::position).seq();
        Transactions.run(record, from -> {
            try (PreparedStatement shipped = from.prepareStatement("DELETE FROM outbox WHERE seq <= ?")) {
                shipped.setLong(1, applied - keep);
                return shipped.executeUpdate();
            }
        });
    }

    /**
     * Deletes the oldest entries beyond the cap, applied or not, without asking the cloud: an unavailable cloud must not fill the
     * hospital's disk. If an entry was not applied yet, the cloud needs a snapshot.
     *
     * @param cap maximum number of entries to keep
     * @return number of entries deleted
     */
    public long cap(long cap) throws SQLException {
        return Transactions.run(record, from -> {
            try (PreparedStatement beyond =
                    from.prepareStatement("DELETE FROM outbox WHERE seq <= (SELECT seq FROM outbox_head) - ?")) {
                beyond.setLong(1, cap);
                return (long) beyond.executeUpdate();
            }
        });
    }
}
