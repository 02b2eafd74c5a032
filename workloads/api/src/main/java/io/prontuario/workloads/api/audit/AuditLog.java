package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Appends to the audit before an access is answered: what cannot be written down does not happen. One thread writes what many
 * requests hand in, all that wait in one transaction, so that the chain's single end costs one commit for many.
 */
public final class AuditLog implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final int BATCH = 200;
    private static final long PATIENCE_MILLIS = 3_000;

    private record Handed(AuditEntry entry, CompletableFuture<Void> written) {}

    private final DataSource database;
    private final BlockingQueue<Handed> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer = new Thread(this::write, "audit");

    /** @param database of this site; each has its own chain */
    public AuditLog(DataSource database) {
        this.database = database;
        writer.setDaemon(true);
    }

    /** Starts writing. */
    public AuditLog start() {
        writer.start();
        return this;
    }

    /**
     * Writes the entry and waits until it is committed.
     *
     * @throws SQLException when that is not so within three seconds; it may still be written later
     */
    public void record(AuditEntry entry) throws SQLException, InterruptedException {
        Handed handed = new Handed(entry, new CompletableFuture<>());
        if (!waiting.offer(handed)) {
            throw new SQLException("the audit is " + WAITING + " entries behind", "53400");
        }
        try {
            handed.written().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SQLException known ? known : new SQLException(failed.getCause());
        } catch (TimeoutException slow) {
            throw new SQLException("the audit did not answer", "08006");
        }
    }

    private void write() {
        List<Handed> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                append(batch);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(List<Handed> batch) {
        try {
            Transactions.run(
                    database,
                    connection ->
                            append(connection, batch.stream().map(Handed::entry).toList()));
            batch.forEach(handed -> handed.written().complete(null));
        } catch (SQLException | RuntimeException failed) {
            batch.forEach(handed -> handed.written().completeExceptionally(failed));
        }
    }

    private static long append(Connection connection, List<AuditEntry> entries) throws SQLException {
        long seq;
        String previous;
        try (Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery("SELECT seq, hash FROM audit_head FOR UPDATE")) {
            if (!head.next()) {
                throw new SQLException("audit_head has no row; restore it from the last verified end of the chain");
            }
            seq = head.getLong(1);
            previous = head.getString(2);
        }
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO audit (seq, at, username, role, action, patient_id, allowed, detail, site, previous, hash)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement move = connection.prepareStatement("UPDATE audit_head SET seq = ?, hash = ?")) {
            for (AuditEntry entry : entries) {
                seq++;
                String hash = AuditChain.hash(previous, seq, entry);
                insert.setLong(1, seq);
                insert.setTimestamp(2, Timestamp.from(entry.at()));
                insert.setString(3, entry.username());
                insert.setString(4, entry.role());
                insert.setString(5, entry.action());
                if (entry.patientId().isPresent()) {
                    insert.setInt(6, entry.patientId().get());
                } else {
                    insert.setNull(6, Types.INTEGER);
                }
                insert.setBoolean(7, entry.allowed());
                insert.setString(8, entry.detail());
                insert.setString(9, entry.site());
                insert.setString(10, previous);
                insert.setString(11, hash);
                insert.addBatch();
                previous = hash;
            }
            insert.executeBatch();
            move.setLong(1, seq);
            move.setString(2, previous);
            move.executeUpdate();
        }
        return seq;
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
