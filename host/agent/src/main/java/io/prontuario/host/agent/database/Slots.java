package io.prontuario.host.agent.database;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Replication slots. One that was never used keeps no WAL, so a slot for a box that never comes costs nothing. */
final class Slots {
    private static final String WITNESS = "witness";

    /** The slots of these boxes, and the witness's. */
    static Set<String> of(Collection<String> boxes) {
        Set<String> names = new TreeSet<>(Set.of(WITNESS));
        boxes.forEach(box -> names.add(Configuration.slot(box)));
        return names;
    }

    /** On a writer: these slots and no others. One that fell behind the limit is made anew, because nobody can use it. */
    void keep(Sql sql, Set<String> names) throws SQLException {
        Map<String, String> present = present(sql);
        for (Map.Entry<String, String> slot : present.entrySet()) {
            boolean lost = slot.getValue().equals("lost");
            if (lost || !names.contains(slot.getKey())) {
                drop(sql, slot.getKey());
            }
        }
        Set<String> left = present(sql).keySet();
        for (String name : names) {
            if (!left.contains(name)) {
                create(sql, name);
            }
        }
    }

    /** Before a promotion is announced: the witness comes at once then, and the first write waits for it. */
    void offerToWitness(Sql sql) throws SQLException {
        if (!present(sql).containsKey(WITNESS)) {
            create(sql, WITNESS);
        }
    }

    private static void create(Sql sql, String name) throws SQLException {
        sql.text("SELECT slot_name::text FROM pg_create_physical_replication_slot(?)", name);
    }

    /** On a copy: none, because each would keep WAL for ever. */
    void dropAll(Sql sql) throws SQLException {
        for (String name : present(sql).keySet()) {
            drop(sql, name);
        }
    }

    private static void drop(Sql sql, String name) throws SQLException {
        sql.query(
                "SELECT pg_drop_replication_slot(slot_name)::text FROM pg_replication_slots"
                        + " WHERE slot_name = ? AND NOT active",
                row -> row.getString(1),
                name);
    }

    private static Map<String, String> present(Sql sql) throws SQLException {
        Map<String, String> present = new HashMap<>();
        sql.query(
                "SELECT slot_name, coalesce(wal_status, '') FROM pg_replication_slots"
                        + " WHERE slot_type = 'physical' AND NOT temporary",
                row -> present.put(row.getString(1), row.getString(2)));
        return present;
    }
}
