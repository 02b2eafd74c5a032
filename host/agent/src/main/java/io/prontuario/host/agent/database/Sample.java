package io.prontuario.host.agent.database;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the instance answered.
 *
 * @param recovering whether it is a standby
 * @param position how far its WAL is on disk
 * @param replayed how far it has replayed; the same while it writes
 * @param timeline of the newest WAL that it knows of
 * @param receiver its WAL receiver; null: none
 * @param drained whether it has replayed everything on its disk and waits for more
 * @param names the synchronous set in effect for a new session
 * @param copies by name, what each copy has on disk; only while it writes
 */
record Sample(
        boolean recovering,
        long position,
        long replayed,
        int timeline,
        @Nullable Receiver receiver,
        boolean drained,
        String names,
        Map<String, Long> copies) {

    /**
     * @param pid of the process, which may be about to connect
     * @param from the source's address; empty until it streams
     * @param timeline of what it has received
     */
    record Receiver(long pid, String from, int port, boolean streaming, int timeline, long flushed) {}

    private static final String QUERY =
            """
            SELECT pg_is_in_recovery() AS recovering,
              CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() - '0/0'::pg_lsn
                ELSE pg_current_wal_flush_lsn() - '0/0'::pg_lsn END::bigint AS received,
              CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() - '0/0'::pg_lsn
                ELSE pg_current_wal_flush_lsn() - '0/0'::pg_lsn END::bigint AS replayed,
              CASE WHEN pg_is_in_recovery() THEN 0
                ELSE ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::int END AS writes,
              greatest(c.timeline_id, r.min_recovery_end_timeline) AS control,
              w.sender_host, w.sender_port, w.status, w.received_tli, (w.flushed_lsn - '0/0'::pg_lsn)::bigint AS flushed,
              (SELECT pid FROM pg_stat_activity WHERE backend_type = 'walreceiver') AS receiver,
              (SELECT wait_event FROM pg_stat_activity WHERE backend_type = 'startup')
                IN ('RecoveryWalStream', 'RecoveryRetrieveRetryInterval') AS drained,
              current_setting('synchronous_standby_names') AS names
            FROM pg_control_checkpoint() c, pg_control_recovery() r
              LEFT JOIN pg_stat_wal_receiver w ON true
            """;

    static Sample take(Sql sql) throws SQLException {
        Sample sample = sql.query(QUERY, row -> {
                    boolean recovering = row.getBoolean("recovering");
                    long replayed = row.getLong("replayed");
                    long pid = row.getLong("receiver");
                    String from = row.getString("sender_host");
                    Receiver receiver = pid == 0
                            ? null
                            : new Receiver(
                                    pid,
                                    from == null ? "" : from,
                                    row.getInt("sender_port"),
                                    "streaming".equals(row.getString("status")),
                                    row.getInt("received_tli"),
                                    row.getLong("flushed"));
                    int timeline =
                            Math.max(Math.max(row.getInt("writes"), row.getInt("control")), row.getInt("received_tli"));
                    return new Sample(
                            recovering,
                            Math.max(row.getLong("received"), replayed),
                            replayed,
                            timeline,
                            receiver,
                            row.getBoolean("drained"),
                            row.getString("names"),
                            Map.of());
                })
                .get(0);
        return sample.recovering() ? sample : sample.with(copies(sql));
    }

    private Sample with(Map<String, Long> known) {
        return new Sample(recovering, position, replayed, timeline, receiver, drained, names, known);
    }

    private static Map<String, Long> copies(Sql sql) throws SQLException {
        Map<String, Long> copies = new HashMap<>();
        sql.query(
                "SELECT application_name, (flush_lsn - '0/0'::pg_lsn)::bigint FROM pg_stat_replication"
                        + " WHERE flush_lsn IS NOT NULL",
                row -> copies.merge(row.getString(1), row.getLong(2), Math::max));
        return copies;
    }
}
