package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.Reads;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads entries of the audit. */
public final class AuditReader {
    static final String COLUMNS =
            "SELECT at, username, role, action, patient_id, allowed, detail, site, seq, previous, hash FROM audit ";

    /**
     * An entry with its position.
     *
     * @param seq sequence number, from 1 without gaps
     */
    public record Row(long seq, AuditEntry entry) {}

    private final Reads reads;

    /** @param reads reads of the database with the audit */
    public AuditReader(Reads reads) {
        this.reads = reads;
    }

    /** Entries after this sequence number, in order; of one patient if given. */
    public List<Row> page(ReadContext context, long after, Optional<Integer> patientId, int limit) throws SQLException {
        return reads.run(context, connection -> {
            String condition = patientId.isPresent() ? " AND patient_id = ?" : "";
            try (PreparedStatement query = connection.prepareStatement(
                    COLUMNS + "WHERE seq > ?" + condition + " ORDER BY seq LIMIT " + limit)) {
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

    static AuditEntry entry(ResultSet row) throws SQLException {
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
