package io.prontuario.host.agent.database;

import io.prontuario.host.agent.database.RecordLab.Box;
import java.util.HashSet;
import java.util.Set;

/** Rows that a client inserted, and those of them that were acknowledged. */
final class Ledger {
    private final Set<Integer> acknowledged = new HashSet<>();
    private int next = 1;

    void create(Box writer) throws Exception {
        writer.run("CREATE TABLE IF NOT EXISTS ledger (id int PRIMARY KEY)");
    }

    /** One insert after another over one connection; the last one's outcome is unknown when the writer dies. */
    void insert(Box writer, int rows) throws Exception {
        try (Sql sql = writer.sql()) {
            for (int i = 0; i < rows; i++) {
                int id = next++;
                sql.execute("INSERT INTO ledger VALUES (" + id + ")");
                acknowledged.add(id);
            }
        }
    }

    int size() {
        return acknowledged.size();
    }

    /** Acknowledged rows that this box does not have. */
    Set<Integer> missing(Box box) throws Exception {
        Set<Integer> missing = new HashSet<>(acknowledged);
        try (Sql sql = box.sql()) {
            missing.removeAll(sql.query("SELECT id FROM ledger", row -> row.getInt(1)));
        }
        return missing;
    }
}
