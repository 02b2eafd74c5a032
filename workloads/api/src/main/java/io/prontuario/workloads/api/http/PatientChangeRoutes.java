package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.records.PatientFields;
import io.prontuario.workloads.api.records.PatientHistory;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.writes.ExpectedVersion;
import io.prontuario.workloads.api.writes.IdempotentWrites;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.api.writes.PatientWrites;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Changes of {@code /v1/patients}, and the history that they leave. */
final class PatientChangeRoutes {
    private static final String NOT_FOUND = "No patient has this id.";

    private final PatientWrites writes;
    private final PatientHistory history;
    private final AccessFilter filter;
    private final Identity identity;

    PatientChangeRoutes(PatientWrites writes, PatientHistory history, AccessFilter filter, Identity identity) {
        this.writes = writes;
        this.history = history;
        this.filter = filter;
        this.identity = identity;
    }

    void create(Context ctx) throws SQLException, KeyReusedException, ProblemException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        PatientWrites.By by = by(ctx, body);
        PatientFields fields = PatientForm.read(body);
        // it reads nothing from the record, and the patient has no id yet
        filter.audit(ctx, Feature.PATIENT_CREATE, Optional.empty());
        respond(ctx, writes.create(by, fields));
    }

    void change(Context ctx) throws SQLException, KeyReusedException, ProblemException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        PatientWrites.By by = by(ctx, body);
        int id = id(ctx);
        ExpectedVersion expected = required(ctx);
        PatientFields fields = PatientForm.read(body);
        filter.authorizePatient(ctx, Feature.PATIENT_CHANGE, id);
        respond(ctx, writes.change(by, id, expected, fields));
    }

    void setAllergies(Context ctx) throws SQLException, KeyReusedException, ProblemException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        PatientWrites.By by = by(ctx, body);
        int id = id(ctx);
        Optional<ExpectedVersion> expected = expected(ctx);
        List<String> allergies = Json.object(body)
                .flatMap(node -> PatientForm.texts(node.path("allergies")))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST,
                        "allergies must be a list of at most 50 texts of 1 to 200 characters."));
        filter.authorizePatient(ctx, Feature.PATIENT_ALLERGIES, id);
        respond(ctx, writes.setAllergies(by, id, expected.orElseGet(ExpectedVersion::any), allergies));
    }

    void merge(Context ctx) throws SQLException, KeyReusedException, ProblemException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        PatientWrites.By by = by(ctx, body);
        int id = id(ctx);
        ExpectedVersion expected = required(ctx);
        JsonNode into = Json.object(body)
                .map(node -> node.path("into"))
                .filter(node -> node.isInt() && node.intValue() >= 1 && node.intValue() != id)
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST, "into must be the id of another patient, a whole number from 1."));
        filter.authorizePatient(ctx, Feature.PATIENT_MERGE, id);
        filter.authorizePatient(ctx, Feature.PATIENT_MERGE, into.intValue());
        respond(ctx, writes.merge(by, id, expected, into.intValue()));
    }

    void history(Context ctx) throws SQLException, ProblemException, InterruptedException {
        int id = id(ctx);
        ReadContext reads = RequestReads.of(ctx);
        filter.authorizePatient(ctx, Feature.PATIENT_HISTORY, id);
        List<PatientHistory.Version> versions = history.of(reads, id);
        if (versions.isEmpty()) {
            throw new ProblemException(Problem.Kind.NOT_FOUND, NOT_FOUND);
        }
        ctx.header("Cache-Control", "no-store");
        RequestReads.mark(ctx, reads);
        Json.respond(ctx, 200, "application/json", Bodies.of(identity, "history", versions));
    }

    /** The user is part of the request, because the history names who changed the patient. */
    private PatientWrites.By by(Context ctx, byte[] body) throws ProblemException {
        String username = filter.principal(ctx).username();
        String operation = ctx.method() + " " + ctx.path() + " by " + username + " if "
                + Optional.ofNullable(ctx.header("If-Match")).orElse("");
        return new PatientWrites.By(IdempotentRequest.key(ctx, operation, body), username);
    }

    private static int id(Context ctx) throws ProblemException {
        return PatientRoutes.number(ctx.pathParam("id"))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST, "id must be a whole number from 1; correct the path."));
    }

    private static ExpectedVersion required(Context ctx) throws ProblemException {
        return expected(ctx)
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.VERSION_REQUIRED,
                        "This change requires If-Match with the ETag of the version that it was made from; read the patient"
                                + " first."));
    }

    private static Optional<ExpectedVersion> expected(Context ctx) throws ProblemException {
        String header = ctx.header("If-Match");
        if (header == null) {
            return Optional.empty();
        }
        return Optional.of(ExpectedVersion.of(header)
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST,
                        "If-Match must be the ETag of a patient, for example \"3\" with its quotes.")));
    }

    private static void respond(Context ctx, IdempotentWrites.WriteResult result) throws ProblemException {
        JsonNode body = parse(result.body());
        switch (result.status()) {
            case 409 -> throw new ProblemException(
                    Problem.Kind.CONFLICT, "The patient in into was merged into another one; merge into that one.");
            case 410 -> throw merged(body.path("mergedInto").asInt());
            case 412 -> throw new ProblemException(
                    Problem.Kind.VERSION_CHANGED,
                    "The patient has version " + body.path("version").asLong()
                            + " now. Read it, and repeat the change with its ETag and a new Idempotency-Key.");
            default -> {
                if (body.has("version")) {
                    ctx.header("ETag", ExpectedVersion.tag(body.path("version").asLong()));
                }
                if (result.status() == 201) {
                    ctx.header("Location", "/v1/patients/" + body.path("id").asInt());
                }
                IdempotentRequest.respond(ctx, result, NOT_FOUND);
            }
        }
    }

    /** The response about a patient who was merged. */
    static ProblemException merged(int into) {
        return new ProblemException(
                Problem.Kind.MERGED, "This patient was merged into " + into + "; use /v1/patients/" + into + ".");
    }

    private static JsonNode parse(String body) {
        try {
            return Json.mapper().readTree(body);
        } catch (IOException notJson) {
            throw new IllegalStateException("a stored result is not JSON", notJson);
        }
    }
}
