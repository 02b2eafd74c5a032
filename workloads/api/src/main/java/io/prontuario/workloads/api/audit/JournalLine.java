package io.prontuario.workloads.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prontuario.workloads.common.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;

/** The form of an entry in a journal: a checksum, a space, and the entry as JSON on one line. */
final class JournalLine {
    private static final int CHECKSUM_DIGITS = 8;

    private JournalLine() {}

    /** The line, with its end. */
    static byte[] of(IdentifiedEntry identified) {
        AuditEntry entry = identified.entry();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", identified.id().toString());
        json.put("at", entry.at().toString());
        json.put("username", entry.username());
        json.put("role", entry.role());
        json.put("action", entry.action());
        entry.patientId().ifPresent(id -> json.put("patientId", id));
        json.put("allowed", entry.allowed());
        json.put("detail", entry.detail());
        json.put("site", entry.site());
        String text = new String(Json.bytes(json), StandardCharsets.UTF_8);
        return (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The entry of a line without its end; empty if the line is damaged or was not written to its end. */
    static Optional<IdentifiedEntry> parse(String line) {
        if (line.length() <= CHECKSUM_DIGITS || line.charAt(CHECKSUM_DIGITS) != ' ') {
            return Optional.empty();
        }
        String text = line.substring(CHECKSUM_DIGITS + 1);
        if (!checksum(text).equals(line.substring(0, CHECKSUM_DIGITS))) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.mapper().readTree(text);
            return Optional.of(new IdentifiedEntry(
                    UUID.fromString(json.path("id").asText()),
                    new AuditEntry(
                            Instant.parse(json.path("at").asText()),
                            json.path("username").asText(),
                            json.path("role").asText(),
                            json.path("action").asText(),
                            json.has("patientId")
                                    ? Optional.of(json.get("patientId").intValue())
                                    : Optional.empty(),
                            json.path("allowed").asBoolean(),
                            json.path("detail").asText(),
                            json.path("site").asText())));
        } catch (IOException | IllegalArgumentException | DateTimeException notAnEntry) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(crc.getValue());
    }
}
