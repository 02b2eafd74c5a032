package io.prontuario.workloads.api.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the changed field of an entry. The hash does not show it, but most fields have values that other entries have too: the
 * value for which the hash matches is the original one.
 */
final class ChangedFieldSearch {
    private static final int MAX_VALUES = 2_000;
    private static final List<String> COLUMNS =
            List.of("allowed", "role", "action", "username", "site", "patient_id", "detail");

    /**
     * The field and its original value.
     *
     * @param was the original value, as text
     */
    record Found(String column, String was) {}

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Reads the distinct values of the audit, at most {@value #MAX_VALUES} per column. */
    static ChangedFieldSearch in(Connection connection) throws SQLException {
        ChangedFieldSearch search = new ChangedFieldSearch();
        try (Statement statement = connection.createStatement()) {
            for (String column : COLUMNS) {
                List<String> seen = new ArrayList<>();
                try (ResultSet row = statement.executeQuery("SELECT DISTINCT coalesce(" + column
                        + "::text, '') FROM audit ORDER BY 1 LIMIT " + MAX_VALUES)) {
                    while (row.next()) {
                        seen.add(Objects.requireNonNullElse(row.getString(1), ""));
                    }
                }
                search.values.put(column, seen);
            }
        }
        // all values of these columns are known, whether they occur or not
        search.values.put("allowed", List.of("true", "false"));
        search.values.put("role", List.of("clinician", "nurse", "reception", "auditor", "service"));
        return search;
    }

    /** The field and value with which the entry's hash is one of the targets. */
    Optional<Found> find(String previous, long seq, AuditEntry entry, List<String> targets) {
        for (Map.Entry<String, List<String>> column : values.entrySet()) {
            for (String value : column.getValue()) {
                if (targets.contains(AuditChain.hash(previous, seq, with(entry, column.getKey(), value)))) {
                    return Optional.of(new Found(column.getKey(), value));
                }
            }
        }
        return Optional.empty();
    }

    private static AuditEntry with(AuditEntry entry, String column, String value) {
        return new AuditEntry(
                entry.at(),
                column.equals("username") ? value : entry.username(),
                column.equals("role") ? value : entry.role(),
                column.equals("action") ? value : entry.action(),
                column.equals("patient_id") ? patient(value) : entry.patientId(),
                column.equals("allowed") ? Boolean.parseBoolean(value) : entry.allowed(),
                column.equals("detail") ? value : entry.detail(),
                column.equals("site") ? value : entry.site());
    }

    private static Optional<Integer> patient(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(value));
    }
}
