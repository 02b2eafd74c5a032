package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Verifies the hash chain of a database's audit from its first entry and reports every difference. */
public final class AuditVerifier {
    private static final int FETCH_SIZE = 1_000;

    /**
     * Result of a verification.
     *
     * @param entries number of entries
     * @param head head of the chain; store it elsewhere
     * @param faults the first twenty faults, in order; empty if the chain is intact
     */
    public record Result(long entries, AuditHead head, List<AuditFault> faults) {
        /** Copies the list. */
        public Result {
            faults = List.copyOf(faults);
        }
    }

    private final DataSource database;

    /** @param database database with the audit; read only */
    public AuditVerifier(DataSource database) {
        this.database = database;
    }

    /**
     * Verifies every entry.
     *
     * @param earlier head of an earlier verification, which must still be in the chain
     */
    public Result verify(Optional<AuditHead> earlier) throws SQLException {
        return Transactions.run(database, connection -> {
            // one snapshot, because entries are appended meanwhile
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return verify(connection, earlier);
        });
    }

    private static Result verify(Connection connection, Optional<AuditHead> earlier) throws SQLException {
        ChainVerification chain = new ChainVerification(connection, recordedHead(connection), earlier);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet row = statement.executeQuery(AuditReader.COLUMNS + "ORDER BY seq")) {
                while (row.next()) {
                    chain.next(new ChainVerification.Link(
                            row.getLong(9), row.getString(10), row.getString(11), AuditReader.entry(row)));
                }
            }
        }
        return chain.end();
    }

    private static Optional<AuditHead> recordedHead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT seq, hash FROM audit_head")) {
            return row.next() ? Optional.of(new AuditHead(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }
}
