package io.prontuario.workloads.api.projection;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Applies the record's outbox to the cloud's projection, in order and exactly once. Where it stands is written in the same
 * transaction as what it applied, in the database that it applies to: it may be killed at any point, and two of them take
 * turns on that row.
 */
public final class Shipper {
    /**
     * What a round did.
     *
     * @param applied entries applied
     * @param last number of the last entry that the cloud has
     * @param pending entries that the cloud still lacks
     * @param asOf everything that the record held at this time is in the cloud
     */
    public record Round(int applied, long last, long pending, Instant asOf) {}

    private final DataSource record;
    private final DataSource cloud;
    private final OutboxReader outbox;

    /**
     * @param record read only, but for {@link #trim}
     * @param cloud the database with the projection
     */
    public Shipper(DataSource record, DataSource cloud) {
        this.record = record;
        this.cloud = cloud;
        this.outbox = new OutboxReader(record);
    }

    /** Ships one batch. */
    public Round ship() throws SQLException, ProjectionException {
        OutboxReader.Result result = Transactions.run(cloud, to -> {
            OutboxReader.Result read = outbox.after(Projection.position(to));
            if (read instanceof OutboxReader.Ready ready) {
                Projection.apply(to, ready.batch());
            }
            return read;
        });
        if (result instanceof OutboxReader.Refused refused) {
            throw new ProjectionException(refused.why());
        }
        Batch batch = ((OutboxReader.Ready) result).batch();
        return new Round(batch.entries().size(), batch.last(), batch.head() - batch.last(), batch.asOf());
    }

    /**
     * Forgets entries that are no longer needed, and beyond the cap even needed ones: a cloud that is away must not fill the
     * hospital's disk. The cloud then starts again from a snapshot.
     *
     * @param keep shipped entries kept for replay
     * @param cap most entries kept at all
     * @return how many entries the cloud will miss
     */
    public long trim(long keep, long cap) throws SQLException {
        long applied = Transactions.run(cloud, Projection::position).seq();
        return Transactions.run(record, from -> {
            try (PreparedStatement shipped = from.prepareStatement("DELETE FROM outbox WHERE seq <= ?");
                    PreparedStatement beyond = from.prepareStatement(
                            "DELETE FROM outbox WHERE seq <= (SELECT seq FROM outbox_head) - ?")) {
                shipped.setLong(1, applied - keep);
                shipped.executeUpdate();
                beyond.setLong(1, cap);
                return (long) beyond.executeUpdate();
            }
        });
    }
}
