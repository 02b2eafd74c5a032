package io.prontuario.testbed.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The tables of the SQL clients. As in the api, a row of keys makes a write happen once; the effects are in a table that
 * would hold two of the same, so that a doubled write is seen.
 */
final class LedgerTables {
    static final String KIND = "sql";

    /**
     * A repeated write changes nothing, and PostgreSQL lets a transaction that changed nothing end without a wait for the
     * copies: its answer would acknowledge an earlier attempt that reached none. A message in the log makes it wait.
     */
    private static final String WRITE =
            """
            WITH claimed AS (INSERT INTO ledger.keys (key) VALUES (?) ON CONFLICT DO NOTHING RETURNING key),
                 effect AS (INSERT INTO ledger.effects (key) SELECT key FROM claimed RETURNING key)
            SELECT coalesce(host(inet_server_addr()), 'local'), pg_walfile_name(pg_current_wal_insert_lsn()),
                   (SELECT count(*) FROM effect), pg_logical_emit_message(true, 'ledger', '')
            """;

    private LedgerTables() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS ledger");
            statement.execute("CREATE TABLE IF NOT EXISTS ledger.keys (key text PRIMARY KEY)");
            statement.execute("CREATE TABLE IF NOT EXISTS ledger.effects (key text NOT NULL)");
        }
    }

    /** Writes; the answer is that of a committed transaction. */
    static WriteOutcome write(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String server = row.getString(1);
                long timeline = Long.parseLong(row.getString(2).substring(0, 8), 16);
                return notOnACopy(statement.getWarnings())
                        ? new WriteOutcome.Unknown("committed on the writer only, says its warning")
                        : new WriteOutcome.Acknowledged(new WriteOutcome.Writer(server, timeline));
            }
        }
    }

    /** PostgreSQL answers a wait for the copies that was cancelled as a success, with a warning. */
    private static boolean notOnACopy(SQLWarning warning) {
        for (SQLWarning next = warning; next != null; next = next.getNextWarning()) {
            if (String.valueOf(next.getMessage()).contains("synchronous replication")) {
                return true;
            }
        }
        return false;
    }

    /** @param prefix of the keys */
    static FoundWrites found(Connection connection, String prefix) throws SQLException {
        Map<String, Integer> byKey = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT key, count(*) FROM ledger.effects WHERE starts_with(key, ?) GROUP BY key")) {
            statement.setString(1, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    byKey.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return new FoundWrites("the writer's database", Set.of(KIND), byKey);
    }
}
