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
import javax.sql.DataSource;

/** Reads the audit, and checks that nothing in it was changed or removed. */
public final class AuditReader {
    private static final String COLUMNS =
            "SELECT at, username, role, action, patient_id, allowed, detail, site, seq, previous, hash FROM audit ";
    private static final int FETCH = 1_000;

    /**
     * An entry in its place.
     *
     * @param seq 1 and up, without gaps
     */
    public record Row(long seq, AuditEntry entry) {}

    /**
     * What a check found.
     *
     * @param entries how many there are up to the end or the fault
     * @param head hash of the last; keep it elsewhere, and a later check shows whether entries were cut off the end
     * @param fault where the chain breaks and how; empty when it holds
     */
    public record Verdict(long entries, String head, Optional<String> fault) {}

    private final DataSource database;

    /** @param database whose audit is read */
    public AuditReader(DataSource database) {
        this.database = database;
    }

    /** Entries after this one, in order; of one patient if one is given. */
    public List<Row> page(long after, Optional<Integer> patientId, int limit) throws SQLException {
        return Transactions.run(database, connection -> {
            String whose = patientId.isPresent() ? " AND patient_id = ?" : "";
            try (PreparedStatement query =
                    connection.prepareStatement(COLUMNS + "WHERE seq > ?" + whose + " ORDER BY seq LIMIT " + limit)) {
                query.setLong(1, after);
                if (patientId.isPresent()) {
                    query.setInt(2, patientId.get());
                }
                List<Row> rows = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(row.getLong(9), entry(row)));
                    }
                }
                return rows;
            }
        });
    }

    /**
     * Follows the chain from its start.
     *
     * @param expectedHead a head that an earlier check printed; it must still be in the chain
     */
    public Verdict verify(Optional<String> expectedHead) throws SQLException {
        return Transactions.run(database, connection -> follow(connection, expectedHead));
    }

    private static Verdict follow(Connection connection, Optional<String> expectedHead) throws SQLException {
        long seq = 0;
        String previous = AuditChain.START;
        boolean expectedSeen = expectedHead.isEmpty() || expectedHead.get().equals(previous);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(COLUMNS + "ORDER BY seq")) {
                while (row.next()) {
                    seq++;
                    Optional<String> fault = fault(row, seq, previous);
                    if (fault.isPresent()) {
                        return new Verdict(seq - 1, previous, fault);
                    }
                    previous = row.getString(11);
                    expectedSeen |=
                            expectedHead.isPresent() && expectedHead.get().equals(previous);
                }
            }
            try (ResultSet head = statement.executeQuery("SELECT seq, hash FROM audit_head")) {
                if (!head.next() || head.getLong(1) != seq || !head.getString(2).equals(previous)) {
                    return new Verdict(
                            seq,
                            previous,
                            Optional.of("the chain ends at entry " + seq
                                    + ", but its recorded end is another: entries were cut off or put behind it"));
                }
            }
        }
        return new Verdict(
                seq,
                previous,
                expectedSeen
                        ? Optional.empty()
                        : Optional.of("the expected head is not in the chain: it was cut off or written anew"));
    }

    private static Optional<String> fault(ResultSet row, long expected, String previous) throws SQLException {
        long seq = row.getLong(9);
        if (seq != expected) {
            return Optional.of("entry " + expected + " is missing; the next is " + seq);
        }
        if (!row.getString(10).equals(previous)) {
            return Optional.of("entry " + seq + " does not follow the one before it");
        }
        if (!row.getString(11).equals(AuditChain.hash(previous, seq, entry(row)))) {
            return Optional.of("entry " + seq + " was changed");
        }
        return Optional.empty();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        int id = row.getInt(5);
        Optional<Integer> patient = row.wasNull() ? Optional.empty() : Optional.of(id);
        return new AuditEntry(
                row.getTimestamp(1).toInstant(),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                patient,
                row.getBoolean(6),
                row.getString(7),
                row.getString(8));
    }
}
