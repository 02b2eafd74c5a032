package io.prontuario.host.agent.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RFC 4180 as HAProxy writes it: a header that begins with {@code # }, quoted fields may hold commas, quotes and line ends. */
final class CsvTable {
    private CsvTable() {}

    /** Rows by column name. A row's missing fields are absent; fields beyond the header are ignored. */
    static List<Map<String, String>> parse(String text) {
        List<List<String>> lines = records(text);
        List<Map<String, String>> rows = new ArrayList<>();
        if (lines.isEmpty()) {
            return rows;
        }
        List<String> header = new ArrayList<>(lines.get(0));
        header.set(0, header.get(0).replaceFirst("^#\\s*", ""));
        for (List<String> line : lines.subList(1, lines.size())) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(header.size(), line.size()); i++) {
                row.put(header.get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> records(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> current = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c != '"') {
                    field.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == ',') {
                current.add(take(field));
            } else if (c == '\n') {
                addIfAny(records, current, field);
                current = new ArrayList<>();
            } else if (c != '\r') {
                field.append(c);
            }
        }
        addIfAny(records, current, field);
        return records;
    }

    private static void addIfAny(List<List<String>> records, List<String> current, StringBuilder field) {
        if (!current.isEmpty() || field.length() > 0) {
            current.add(take(field));
            records.add(current);
        }
    }

    private static String take(StringBuilder field) {
        String value = field.toString();
        field.setLength(0);
        return value;
    }
}
