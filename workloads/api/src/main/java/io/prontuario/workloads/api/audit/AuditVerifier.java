package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Follows a database's chain of audit entries from its start, and says what in it is not as it was written. */
public final class AuditVerifier {
    private static final int FETCH = 1_000;

    /**
     * What a check found.
     *
     * @param entries how many there are
     * @param head where the chain ends; keep it elsewhere
     * @param faults in order of entries, the first twenty; empty when the chain holds
     */
    public record Verdict(long entries, AuditHead head, List<AuditFault> faults) {
        /** Copies the list. */
        public Verdict {
            faults = List.copyOf(faults);
        }
    }

    private final DataSource database;

    /** @param database whose audit is checked; it is only read */
    public AuditVerifier(DataSource database) {
        this.database = database;
    }

    /**
     * Checks every entry.
     *
     * @param earlier an end that an earlier check printed; it must still be in the chain
     */
    public Verdict verify(Optional<AuditHead> earlier) throws SQLException {
        return Transactions.run(database, connection -> {
            // one snapshot: entries are appended while this reads
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return follow(connection, earlier);
        });
    }

    private static Verdict follow(Connection connection, Optional<AuditHead> earlier) throws SQLException {
        ChainWalk walk = new ChainWalk(connection, recordedEnd(connection), earlier);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery(AuditReader.COLUMNS + "ORDER BY seq")) {
                while (row.next()) {
                    walk.next(new ChainWalk.Link(
                            row.getLong(9), row.getString(10), row.getString(11), AuditReader.entry(row)));
                }
            }
        }
        return walk.end();
    }

    private static Optional<AuditHead> recordedEnd(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, hash FROM audit_head")) {
            return row.next() ? Optional.of(new AuditHead(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }
}
