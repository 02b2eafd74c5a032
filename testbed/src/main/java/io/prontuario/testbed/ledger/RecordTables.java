package io.prontuario.testbed.ledger;

import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.SqlRoute;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the record's own tables hold of the writes of clients of the api, whose keys are in what they wrote. */
public final class RecordTables {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A doubled write would be there twice: these have no unique column. */
    private static final String EFFECTS =
            """
            SELECT substring(reason FROM 8), count(*) FROM encounters WHERE reason LIKE 'ledger %' GROUP BY 1
            UNION ALL
            SELECT substring(message FROM 8), count(*) FROM alerts WHERE message LIKE 'ledger %' GROUP BY 1
            """;
    /** Allergies are replaced by the next write: that one was applied is told by its key, written with it. */
    private static final String KEYS =
            "SELECT key, 1 FROM idempotency WHERE status = 200 AND operation LIKE 'PUT /v1/patients/%/allergies %'";

    private static final String INBOX = "SELECT idempotency_key, count(*) FROM inbox WHERE kind = 'alert' GROUP BY 1";

    private RecordTables() {}

    /**
     * From the record.
     *
     * @param source for people
     */
    public static FoundWrites record(String source, SqlRoute route) throws SQLException {
        return read(source, Set.of("encounter", "alert", "allergies"), route, EFFECTS + " UNION ALL " + KEYS);
    }

    /** From the cloud's database: what was written in the emergency profile. */
    public static FoundWrites inbox(SqlRoute route) throws SQLException {
        return read("the cloud's inbox", Set.of("inbox alert"), route, INBOX);
    }

    private static FoundWrites read(String source, Set<String> kinds, SqlRoute route, String query)
            throws SQLException {
        SQLException last = new SQLException("there is no route");
        for (int address = 0; address < route.addresses().size(); address++) {
            try (Connection connection = route.open(address, LIMIT);
                    PreparedStatement statement = connection.prepareStatement(query);
                    ResultSet rows = statement.executeQuery()) {
                Map<String, Integer> byKey = new HashMap<>();
                while (rows.next()) {
                    byKey.merge(rows.getString(1), rows.getInt(2), Integer::sum);
                }
                return new FoundWrites(source, kinds, byKey);
            } catch (SQLException e) {
                last = e;
            }
        }
        throw last;
    }
}
