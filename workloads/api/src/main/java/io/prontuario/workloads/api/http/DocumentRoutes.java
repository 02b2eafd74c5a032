package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/documents}: the body is the document itself. */
final class DocumentRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(DocumentRoutes.class);
    private static final long MAX_BYTES = 50L << 20;
    private static final String CHECKSUM = "X-Content-SHA256";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}/\\\\]{1,200}");

    private final Optional<Documents> documents;
    private final AccessFilter filter;
    private final Identity identity;

    DocumentRoutes(Optional<Documents> documents, AccessFilter filter, Identity identity) {
        this.documents = documents;
        this.filter = filter;
        this.identity = identity;
    }

    void upload(Context ctx)
            throws ProblemException, SQLException, KeyReusedException, IOException, InterruptedException {
        Documents store = store();
        Optional<Integer> patient = PatientRoutes.number(
                Optional.ofNullable(ctx.queryParam("patientId")).orElse(""));
        String name = Optional.ofNullable(ctx.queryParam("name")).orElse("");
        String mediaType = Optional.ofNullable(ctx.contentType())
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (patient.isEmpty()
                || !NAME.matcher(name).matches()
                || !MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    "Send the document as the body with its Content-Type, and patientId and name (1 to 200 characters, no"
                            + " slashes) in the query.");
        }
        IdempotentRequest.requireKey(ctx);
        filter.authorizePatient(ctx, Feature.DOCUMENT_UPLOAD, patient.get());
        Documents.Upload upload = Documents.receive(ctx.req().getInputStream(), MAX_BYTES)
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.TOO_LARGE, "A document may have at most " + (MAX_BYTES >> 20) + " MB."));
        try {
            String expected = ctx.header(CHECKSUM);
            if (upload.sizeBytes() == 0 || (expected != null && !expected.equalsIgnoreCase(upload.sha256()))) {
                throw new ProblemException(
                        Problem.Kind.BAD_REQUEST,
                        "The document is empty or does not match " + CHECKSUM
                                + ": it was damaged in transit. Send it again.");
            }
            IdempotencyKey key = IdempotentRequest.key(
                    ctx,
                    "POST /v1/documents",
                    (patient.get() + "\n" + name + "\n" + mediaType + "\n" + upload.sha256())
                            .getBytes(StandardCharsets.UTF_8));
            IdempotentRequest.respond(
                    ctx,
                    store.store(
                            key,
                            patient.get(),
                            name,
                            mediaType,
                            upload,
                            filter.principal(ctx).username()),
                    "No patient has this id.");
        } catch (IOException failed) {
            throw unavailable(failed);
        } finally {
            Files.deleteIfExists(upload.file());
        }
    }

    void download(Context ctx) throws ProblemException, SQLException, InterruptedException, IOException {
        Documents store = store();
        ReadContext reads = RequestReads.of(ctx);
        Optional<Documents.Document> found = uuid(ctx.pathParam("id")).isPresent()
                ? store.find(reads, uuid(ctx.pathParam("id")).get())
                : Optional.empty();
        Documents.Document document =
                found.orElseThrow(() -> new ProblemException(Problem.Kind.NOT_FOUND, "No document has this id."));
        filter.authorizePatient(ctx, Feature.DOCUMENT_READ, document.patientId());
        Path file;
        try {
            file = store.fetch(document);
        } catch (IOException failed) {
            throw unavailable(failed);
        }
        try (InputStream in = Files.newInputStream(file)) {
            ctx.res().setStatus(200);
            ctx.res().setContentType(document.mediaType());
            ctx.res().setContentLengthLong(document.sizeBytes());
            ctx.res().setHeader(CHECKSUM, document.sha256());
            ctx.res().setHeader("Cache-Control", "no-store");
            // an uploaded HTML page must not run in the origin of this service
            ctx.res().setHeader("Content-Disposition", "attachment");
            ctx.res().setHeader("X-Content-Type-Options", "nosniff");
            OutputStream out = ctx.res().getOutputStream();
            in.transferTo(out);
            out.flush();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    static Optional<UUID> uuid(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private Documents store() throws ProblemException {
        return documents.orElseThrow(() -> new ProblemException(
                Problem.Kind.DOCUMENTS_UNAVAILABLE, "No object storage is configured at this site (OBJECTS_URL)."));
    }

    private ProblemException unavailable(IOException failed) {
        LOG.warn("site {}: object storage failed: {}", identity.site(), failed.toString());
        return new ProblemException(
                Problem.Kind.DOCUMENTS_UNAVAILABLE,
                "The object storage is unavailable or returned a damaged document. Retry.");
    }
}
