package io.prontuario.workloads.api.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The versions of a patient, which triggers of the table keep. */
public final class PatientHistory {
    private static final int LIMIT = 200;

    /**
     * A version.
     *
     * @param change present (before versions were kept), created, changed, merged or deleted
     * @param changedBy user name; for a statement by hand the role of the database
     * @param content the row after the change; before it if deleted
     */
    public record Version(long version, String change, String changedAt, String changedBy, JsonNode content) {
        /** Omits the content: records end up in logs. */
        @Override
        public String toString() {
            return "Version[" + version + ", " + change + "]";
        }
    }

    private final Reads reads;

    /** @param reads reads of the record */
    public PatientHistory(Reads reads) {
        this.reads = reads;
    }

    /** The latest versions of a patient, newest first; empty if there never was one with this id. */
    public List<Version> of(ReadContext context, int id) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT version, change, changed_at, changed_by, content::text FROM patient_history"
                            + " WHERE patient_id = ? ORDER BY version DESC LIMIT " + LIMIT)) {
                query.setInt(1, id);
                List<Version> versions = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        versions.add(new Version(
                                row.getLong(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant().toString(),
                                row.getString(4),
                                content(row.getString(5))));
                    }
                }
                return versions;
            }
        });
    }

    private static JsonNode content(String json) throws SQLException {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException damaged) {
            throw new SQLException("a version of a patient is not valid JSON", damaged);
        }
    }
}
