package io.prontuario.workloads.api.documents;

import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.records.Reads;
import io.prontuario.workloads.api.records.RecordSources;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.IdempotentWrites;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Sha256;
import io.prontuario.workloads.common.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Documents: the object is stored first, under a key with its checksum, then the row. Every row therefore has its object. */
public final class Documents {
    /**
     * The metadata of a document.
     *
     * @param sha256 checksum of the content, lowercase hex
     */
    public record Document(
            UUID id, int patientId, String name, String mediaType, long sizeBytes, String sha256, String objectKey) {
        /** Omits everything but the id: records end up in logs. */
        @Override
        public String toString() {
            return "Document[" + id + "]";
        }
    }

    /** A received upload: a temporary file, its size and checksum. */
    public record Upload(Path file, long sizeBytes, String sha256) {}

    private final Reads reads;
    private final IdempotentWrites writes;
    private final ObjectStore objects;

    /** @param objects stores the content */
    public Documents(RecordSources sources, ObjectStore objects) {
        this.reads = sources.reads();
        this.writes = new IdempotentWrites(sources.writer());
        this.objects = objects;
    }

    /**
     * Copies a stream to a temporary file and computes its checksum. The caller deletes the file.
     *
     * @param cap largest size in bytes
     * @return empty if the stream is larger
     */
    public static Optional<Upload> receive(InputStream in, long cap) throws IOException {
        Path file = Files.createTempFile("document", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            DigestInputStream hashing = new DigestInputStream(in, Sha256.newDigest());
            long size = 0;
            byte[] buffer = new byte[1 << 16];
            for (int read = hashing.read(buffer); read >= 0; read = hashing.read(buffer)) {
                size += read;
                if (size > cap) {
                    Files.delete(file);
                    return Optional.empty();
                }
                out.write(buffer, 0, read);
            }
            return Optional.of(new Upload(file, size, Sha256.hex(hashing.getMessageDigest())));
        } catch (IOException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
    }

    /** Stores a document; the result has status 404 if the patient does not exist. */
    public IdempotentWrites.WriteResult store(
            IdempotencyKey key, int patientId, String name, String mediaType, Upload upload, String by)
            throws SQLException, KeyReusedException, IOException {
        String objectKey = "patients/" + patientId + "/" + upload.sha256();
        objects.put(objectKey, upload.file(), upload.sha256(), mediaType);
        return writes.once(key, connection -> {
            UUID id = UUID.randomUUID();
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO documents (id, patient_id, name, media_type, size_bytes, sha256, object_key, uploaded_by)"
                            + " SELECT ?, p.id, ?, ?, ?, ?, ?, ? FROM patients p WHERE p.id = ? AND p.merged_into IS NULL")) {
                insert.setObject(1, id);
                insert.setString(2, name);
                insert.setString(3, mediaType);
                insert.setLong(4, upload.sizeBytes());
                insert.setString(5, upload.sha256());
                insert.setString(6, objectKey);
                insert.setString(7, by);
                insert.setInt(8, patientId);
                if (insert.executeUpdate() == 0) {
                    return IdempotentWrites.WriteResult.fresh(404, "{}");
                }
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("id", id.toString());
            answer.put("patientId", patientId);
            answer.put("sizeBytes", upload.sizeBytes());
            answer.put("sha256", upload.sha256());
            return IdempotentWrites.WriteResult.fresh(201, new String(Json.bytes(answer), StandardCharsets.UTF_8));
        });
    }

    /** The metadata of a document; empty if there is none with this id. */
    public Optional<Document> find(ReadContext context, UUID id) throws SQLException {
        return reads.run(context, connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT patient_id, name, media_type, size_bytes, sha256, object_key FROM documents WHERE id = ?")) {
                query.setObject(1, id);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Document(
                                    id,
                                    row.getInt(1),
                                    row.getString(2),
                                    row.getString(3),
                                    row.getLong(4),
                                    row.getString(5),
                                    row.getString(6)))
                            : Optional.empty();
                }
            }
        });
    }

    /**
     * Copies the content to a temporary file, which the caller deletes, and verifies its checksum.
     *
     * @throws IOException if the store is unavailable or the content differs from what was stored
     */
    public Path fetch(Document document) throws IOException {
        try (InputStream in = objects.open(document.objectKey())) {
            Upload received = receive(in, document.sizeBytes())
                    .orElseThrow(
                            () -> new IOException("document " + document.id() + " is larger than when it was stored"));
            if (!received.sha256().equals(document.sha256())) {
                Files.delete(received.file());
                throw new IOException(
                        "document " + document.id() + " has a different checksum than when it was stored");
            }
            return received.file();
        }
    }
}
