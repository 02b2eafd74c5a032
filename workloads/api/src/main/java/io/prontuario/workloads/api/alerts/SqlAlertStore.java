package io.prontuario.workloads.api.alerts;

import io.prontuario.workloads.api.records.Transactions;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;
import io.prontuario.workloads.api.writes.KeyReusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Alert store in PostgreSQL; a {@link Table} describes the table. */
public final class SqlAlertStore implements AlertStore {
    private static final int UNDELIVERED_LIMIT = 50;

    /** The table with the alerts. */
    interface Table {
        /** Inserts in the transaction of the key. */
        void insert(Connection connection, IdempotencyKey key, Alert alert) throws SQLException;

        /** A query for id, patient, severity, message, site and time; the column of the id is {@code id}. */
        String select();

        /** The column with the time of an alert. */
        String time();
    }

    private final DataSource database;
    private final Table table;
    private final IdempotentWrites writes;

    private SqlAlertStore(DataSource database, Table table) {
        this.database = database;
        this.table = table;
        this.writes = new IdempotentWrites(database);
    }

    /** Alerts in the record. */
    public static AlertStore inRecord(DataSource record) {
        return new SqlAlertStore(record, new RecordTable());
    }

    /** Alerts in the cloud's inbox. */
    public static AlertStore inInbox(DataSource cloud) {
        return new SqlAlertStore(cloud, new InboxTable());
    }

    @Override
    public UUID store(IdempotencyKey key, Alert alert) throws SQLException, KeyReusedException {
        IdempotentWrites.WriteResult reply = writes.once(key, connection -> {
            table.insert(connection, key, alert);
            return IdempotentWrites.WriteResult.fresh(201, alert.id().toString());
        });
        return UUID.fromString(reply.body());
    }

    @Override
    public Optional<Alert> find(UUID id) throws SQLException {
        return Transactions.run(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(table.select() + " WHERE id = ?")) {
                query.setObject(1, id);
                return read(query).stream().findFirst();
            }
        });
    }

    @Override
    public Optional<String> deliveredTo(UUID id) throws SQLException {
        return Transactions.run(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT channel FROM alert_deliveries WHERE alert_id = ? AND delivered ORDER BY at LIMIT 1")) {
                query.setObject(1, id);
                try (ResultSet row = query.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            }
        });
    }

    @Override
    public void recordAttempt(UUID id, String channel, boolean delivered, String detail) throws SQLException {
        Transactions.run(database, connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO alert_deliveries (alert_id, channel, delivered, detail) VALUES (?, ?, ?, ?)")) {
                insert.setObject(1, id);
                insert.setString(2, channel);
                insert.setBoolean(3, delivered);
                insert.setString(4, detail);
                return insert.executeUpdate();
            }
        });
    }

    @Override
    public List<Alert> undelivered(Duration olderThan) throws SQLException {
        return Transactions.run(database, connection -> {
            try (PreparedStatement query = connection.prepareStatement(table.select() + " WHERE " + table.time()
                    + " < now() - ? * interval '1 millisecond' AND NOT EXISTS"
                    + " (SELECT FROM alert_deliveries WHERE alert_id = id AND delivered) ORDER BY " + table.time()
                    + " LIMIT " + UNDELIVERED_LIMIT)) {
                query.setLong(1, olderThan.toMillis());
                return read(query);
            }
        });
    }

    private static List<Alert> read(PreparedStatement query) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Integer patient = row.getObject(2, Integer.class);
                alerts.add(new Alert(
                        row.getObject(1, UUID.class),
                        Optional.ofNullable(patient),
                        Alert.Severity.of(row.getString(3)).orElse(Alert.Severity.CRITICAL),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()));
            }
        }
        return alerts;
    }
}
