package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /v1/encounters}. */
final class EncounterRoutes {
    private static final int MAX_REASON_LENGTH = 500;

    private final Encounters encounters;
    private final AccessFilter filter;
    private final Identity identity;

    EncounterRoutes(Encounters encounters, AccessFilter filter, Identity identity) {
        this.encounters = encounters;
        this.filter = filter;
        this.identity = identity;
    }

    void list(Context ctx) throws ProblemException, SQLException, InterruptedException {
        int patient = PatientRoutes.number(
                        Optional.ofNullable(ctx.queryParam("patientId")).orElse(""))
                .orElseThrow(() -> new ProblemException(
                        Problem.Kind.BAD_REQUEST, "patientId must be a whole number from 1; add it to the query."));
        ReadContext reads = RequestReads.of(ctx);
        filter.authorizePatient(ctx, Feature.ENCOUNTER_LIST, patient);
        List<Encounters.Encounter> found = encounters.of(reads, patient);
        ctx.header("Cache-Control", "no-store");
        RequestReads.mark(ctx, reads);
        Json.respond(ctx, 200, "application/json", Bodies.of(identity, "encounters", found));
    }

    void open(Context ctx) throws ProblemException, SQLException, KeyReusedException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        IdempotencyKey key = IdempotentRequest.key(ctx, "POST /v1/encounters", body);
        JsonNode node = Json.object(body).orElse(Json.mapper().createObjectNode());
        String kind = node.path("kind").asText();
        String reason = node.path("reason").asText().strip();
        JsonNode patient = node.path("patientId");
        boolean reasonValid = !reason.isEmpty() && reason.length() <= MAX_REASON_LENGTH && reason.indexOf('\0') < 0;
        if (!patient.isInt() || patient.intValue() < 1 || !Encounters.KINDS.contains(kind) || !reasonValid) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST,
                    "The body must have patientId (a whole number from 1), kind (one of " + Encounters.KINDS
                            + ") and reason (1 to " + MAX_REASON_LENGTH + " characters).");
        }
        // opening an encounter brings a patient into reach: it requires the role only
        filter.authorizePatient(ctx, Feature.ENCOUNTER_OPEN, patient.intValue());
        IdempotentRequest.respond(
                ctx,
                encounters.open(
                        key,
                        patient.intValue(),
                        kind,
                        reason,
                        filter.principal(ctx).username()),
                "No patient has this id.");
    }

    void close(Context ctx) throws ProblemException, SQLException, KeyReusedException, InterruptedException {
        Optional<UUID> id = DocumentRoutes.uuid(ctx.pathParam("id"));
        Optional<Integer> patient =
                id.isPresent() ? encounters.patientOf(ReadContext.atWriter(), id.get()) : Optional.empty();
        if (id.isEmpty() || patient.isEmpty()) {
            throw new ProblemException(Problem.Kind.NOT_FOUND, "No encounter has this id.");
        }
        IdempotencyKey key = IdempotentRequest.key(ctx, "POST " + ctx.path(), new byte[0]);
        filter.authorizePatient(ctx, Feature.ENCOUNTER_CLOSE, patient.get());
        IdempotentRequest.respond(ctx, encounters.close(key, id.get()), "No encounter has this id.");
    }
}
