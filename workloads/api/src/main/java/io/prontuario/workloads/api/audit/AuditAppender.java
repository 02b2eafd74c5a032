package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Connections;
import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Appends entries to the hash chain, many in one commit. The process that appended last knows the head: it appends with a
 * single statement that moves the head and inserts the entries, and that does nothing if another process has moved the head.
 * In that case the head is locked and read first. Not thread-safe.
 */
final class AuditAppender {
    private static final String APPEND =
            "WITH moved AS (UPDATE audit_head SET seq = ?, hash = ? WHERE seq = ? AND hash = ?"
                    + " RETURNING seq) INSERT INTO audit (seq, at, username, role, action, patient_id, allowed, detail, site, previous,"
                    + " hash%s) SELECT entry.* FROM moved, unnest(?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],"
                    + " ?::integer[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[]%s) AS entry";

    private static final String WITHOUT_IDS = APPEND.formatted("", "");
    private static final String WITH_IDS = APPEND.formatted(", entry_id", ", ?::uuid[]");

    private final Connections database;
    private final boolean identified;
    /** Head after this process's last append; empty if unknown. */
    private Optional<AuditHead> lastHead = Optional.empty();

    /** @param identified whether the chain has the ids of entries */
    AuditAppender(Connections database, boolean identified) {
        this.database = database;
        this.identified = identified;
    }

    /** Appends all entries in order, or none. None may have been appended before. */
    void append(List<IdentifiedEntry> entries) throws SQLException {
        Optional<AuditHead> known = lastHead;
        lastHead = Optional.empty(); // after a failure the commit may or may not have happened
        Optional<AuditHead> moved = known.isEmpty() ? Optional.empty() : append(known.get(), entries);
        lastHead = Optional.of(moved.isPresent() ? moved.get() : appendLocked(entries));
    }

    /**
     * Appends the entries that the chain does not have. While the head is locked no other process appends, and a commit whose
     * answer was lost is over.
     *
     * @return number of entries appended
     */
    int appendMissing(List<IdentifiedEntry> entries) throws SQLException {
        lastHead = Optional.empty();
        return Transactions.run(database, connection -> {
            AuditHead head = lock(connection);
            Set<UUID> present = present(connection, entries);
            List<IdentifiedEntry> missing = entries.stream()
                    .filter(entry -> !present.contains(entry.id()))
                    .toList();
            // also without a missing entry this commit waits for the synchronous copy, and with it for the earlier ones
            if (append(connection, head, missing).isEmpty()) {
                throw moved();
            }
            return missing.size();
        });
    }

    private static Set<UUID> present(Connection connection, List<IdentifiedEntry> entries) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT entry_id FROM audit WHERE entry_id = ANY (?)")) {
            query.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", entries.stream().map(IdentifiedEntry::id).toArray()));
            Set<UUID> present = new HashSet<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    present.add(row.getObject(1, UUID.class));
                }
            }
            return present;
        }
    }

    /** Whether a write to the chain's database is answered; it locks the head and changes nothing. */
    boolean answers() throws SQLException {
        return Transactions.run(database, connection -> {
            lock(connection);
            return true;
        });
    }

    private Optional<AuditHead> append(AuditHead from, List<IdentifiedEntry> entries) throws SQLException {
        try (Connection connection = database.open()) {
            return append(connection, from, entries);
        }
    }

    private AuditHead appendLocked(List<IdentifiedEntry> entries) throws SQLException {
        return Transactions.run(database, connection -> append(connection, lock(connection), entries)
                .orElseThrow(AuditAppender::moved));
    }

    private static SQLException moved() {
        return new SQLException("audit_head changed although it was locked");
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

    private record Link(long seq, String previous, String hash, AuditEntry entry, UUID id) {}

    /** The new head; empty if the head in the database is not {@code from}. */
    private Optional<AuditHead> append(Connection connection, AuditHead from, List<IdentifiedEntry> entries)
            throws SQLException {
        List<Link> links = new ArrayList<>(entries.size());
        AuditHead head = from;
        for (IdentifiedEntry identifiedEntry : entries) {
            AuditEntry entry = identifiedEntry.entry();
            String hash = AuditChain.hash(head.hash(), head.seq() + 1, entry);
            links.add(new Link(head.seq() + 1, head.hash(), hash, entry, identifiedEntry.id()));
            head = new AuditHead(head.seq() + 1, hash);
        }
        try (PreparedStatement statement = connection.prepareStatement(identified ? WITH_IDS : WITHOUT_IDS)) {
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
            if (identified) {
                columns.set(16, "uuid", Link::id);
            }
            boolean appended = statement.executeUpdate() == links.size();
            Transactions.requireNoWarning(statement.getWarnings());
            return appended ? Optional.of(head) : Optional.empty();
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
