package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Appends entries to the hash chain, many in one commit. The process that appended last knows the head: it appends with a
 * single statement that moves the head and inserts the entries, and that does nothing if another process has moved the head.
 * In that case the head is locked and read first. Not thread-safe.
 */
final class AuditAppender {
    private static final String APPEND =
            "WITH moved AS (UPDATE audit_head SET seq = ?, hash = ? WHERE seq = ? AND hash = ?"
                    + " RETURNING seq) INSERT INTO audit (seq, at, username, role, action, patient_id, allowed, detail, site, previous,"
                    + " hash) SELECT entry.* FROM moved, unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],"
                    + " ?::integer[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[]) AS entry";

    private final DataSource database;
    /** Head after this process's last append; empty if unknown. */
    private Optional<AuditHead> lastHead = Optional.empty();

    AuditAppender(DataSource database) {
        this.database = database;
    }

    /** Appends all entries in order, or none. */
    void append(List<AuditEntry> entries) throws SQLException {
        Optional<AuditHead> known = lastHead;
        lastHead = Optional.empty(); // after a failure the commit may or may not have happened
        Optional<AuditHead> moved = known.isEmpty() ? Optional.empty() : append(known.get(), entries);
        lastHead = Optional.of(moved.isPresent() ? moved.get() : appendLocked(entries));
    }

    private Optional<AuditHead> append(AuditHead from, List<AuditEntry> entries) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return append(connection, from, entries);
        }
    }

    private AuditHead appendLocked(List<AuditEntry> entries) throws SQLException {
        return Transactions.run(database, connection -> append(connection, lock(connection), entries)
                .orElseThrow(() -> new SQLException("audit_head changed although it was locked")));
    }

    private static AuditHead lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery("SELECT seq, hash FROM audit_head FOR UPDATE")) {
            if (!head.next()) {
                throw new SQLException("audit_head has no row; restore it from the last verified end of the chain");
            }
            return new AuditHead(head.getLong(1), head.getString(2));
        }
    }

    private record Link(long seq, String previous, String hash, AuditEntry entry) {}

    /** The new head; empty if the head in the database is not {@code from}. */
    private static Optional<AuditHead> append(Connection connection, AuditHead from, List<AuditEntry> entries)
            throws SQLException {
        List<Link> links = new ArrayList<>(entries.size());
        AuditHead head = from;
        for (AuditEntry entry : entries) {
            String hash = AuditChain.hash(head.hash(), head.seq() + 1, entry);
            links.add(new Link(head.seq() + 1, head.hash(), hash, entry));
            head = new AuditHead(head.seq() + 1, hash);
        }
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            statement.setLong(1, head.seq());
            statement.setString(2, head.hash());
            statement.setLong(3, from.seq());
            statement.setString(4, from.hash());
            Columns columns = new Columns(connection, statement, links);
            columns.set(5, "int8", Link::seq);
            columns.set(6, "text", link -> link.entry().at().toString());
            columns.set(7, "text", link -> link.entry().username());
            columns.set(8, "text", link -> link.entry().role());
            columns.set(9, "text", link -> link.entry().action());
            columns.set(10, "int4", link -> link.entry().patientId().orElse(null));
            columns.set(11, "bool", link -> link.entry().allowed());
            columns.set(12, "text", link -> link.entry().detail());
            columns.set(13, "text", link -> link.entry().site());
            columns.set(14, "text", Link::previous);
            columns.set(15, "text", Link::hash);
            return statement.executeUpdate() == links.size() ? Optional.of(head) : Optional.empty();
        }
    }

    private record Columns(Connection connection, PreparedStatement statement, List<Link> links) {
        void set(int parameter, String type, Function<Link, Object> value) throws SQLException {
            statement.setArray(
                    parameter,
                    connection.createArrayOf(type, links.stream().map(value).toArray()));
        }
    }
}
