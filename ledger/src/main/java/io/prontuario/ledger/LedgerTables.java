package io.prontuario.ledger;

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
 * would hold two of the same, so that a doubled write is seen. A schema of their own: a migration of the record finds nothing of
 * theirs beside its tables.
 *
 * @param schema never from outside the code
 */
public record LedgerTables(String schema) {
    static final String KIND = "sql";

    /**
     * A repeated write changes nothing, and PostgreSQL lets a transaction that changed nothing end without a wait for the
     * copies: its answer would acknowledge an earlier attempt that reached none. A message in the log makes it wait.
     */
    private static final String WRITE =
            """
            WITH claimed AS (INSERT INTO %1$s.keys (key) VALUES (?) ON CONFLICT DO NOTHING RETURNING key),
                 effect AS (INSERT INTO %1$s.effects (key) SELECT key FROM claimed RETURNING key)
            SELECT coalesce(host(inet_server_addr()), 'local'), pg_walfile_name(pg_current_wal_insert_lsn()),
                   (SELECT count(*) FROM effect), pg_logical_emit_message(true, 'ledger', '')
            """;

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            statement.execute("CREATE TABLE IF NOT EXISTS " + schema + ".keys (key text PRIMARY KEY, written_at"
                    + " timestamptz NOT NULL DEFAULT clock_timestamp())");
            statement.execute("CREATE TABLE IF NOT EXISTS " + schema + ".effects (key text NOT NULL)");
        }
    }

    /** Removes the rows of every run. */
    void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + schema + ".effects");
            statement.execute("DELETE FROM " + schema + ".keys");
        }
    }

    /** Writes; the answer is that of a committed transaction. */
    WriteOutcome write(Connection connection, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE.formatted(schema))) {
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
    FoundWrites found(Connection connection, String prefix) throws SQLException {
        Map<String, Integer> byKey = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT key, count(*) FROM " + schema + ".effects WHERE starts_with(key, ?) GROUP BY key")) {
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
