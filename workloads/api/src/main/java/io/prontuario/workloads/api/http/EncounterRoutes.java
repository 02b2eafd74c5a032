package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.encounters.Encounters;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code /v1/encounters}. */
final class EncounterRoutes {
    private static final int LONGEST_REASON = 500;

    private final Encounters encounters;
    private final Gate gate;
    private final Identity identity;

    EncounterRoutes(Encounters encounters, Gate gate, Identity identity) {
        this.encounters = encounters;
        this.gate = gate;
        this.identity = identity;
    }

    void list(Context ctx) throws RefusedException, SQLException, InterruptedException {
        int patient = PatientRoutes.number(
                        Optional.ofNullable(ctx.queryParam("patientId")).orElse(""))
                .orElseThrow(() -> new RefusedException(
                        Problem.Kind.BAD_REQUEST, "patientId must be a whole number from 1; add it to the query."));
        gate.open(ctx, Feature.ENCOUNTER_LIST, patient);
        List<Encounters.Encounter> found = encounters.of(patient);
        ctx.header("Cache-Control", "no-store");
        Json.respond(
                ctx,
                200,
                "application/json",
                Map.of(
                        "encounters",
                        found,
                        "site",
                        identity.site(),
                        "profile",
                        identity.profile().word()));
    }

    void open(Context ctx) throws RefusedException, SQLException, KeyReusedException, InterruptedException {
        byte[] body = ctx.bodyAsBytes();
        IdempotencyKey key = Keyed.key(ctx, "POST /v1/encounters", body);
        JsonNode node = Json.object(body).orElse(Json.mapper().createObjectNode());
        String kind = node.path("kind").asText();
        String reason = node.path("reason").asText().strip();
        JsonNode patient = node.path("patientId");
        boolean reasonFine = !reason.isEmpty() && reason.length() <= LONGEST_REASON && reason.indexOf('\0') < 0;
        if (!patient.isInt() || patient.intValue() < 1 || !Encounters.KINDS.contains(kind) || !reasonFine) {
            throw new RefusedException(
                    Problem.Kind.BAD_REQUEST,
                    "The body must have patientId (a whole number from 1), kind (one of " + Encounters.KINDS
                            + ") and reason (1 to " + LONGEST_REASON + " characters).");
        }
        // Opening an encounter is what brings a patient into reach: it needs the role, not the reach.
        gate.open(ctx, Feature.ENCOUNTER_OPEN, patient.intValue());
        Keyed.answer(
                ctx,
                encounters.open(
                        key,
                        patient.intValue(),
                        kind,
                        reason,
                        gate.principal(ctx).username()),
                "No patient has this id.");
    }

    void close(Context ctx) throws RefusedException, SQLException, KeyReusedException, InterruptedException {
        Optional<UUID> id = DocumentRoutes.uuid(ctx.pathParam("id"));
        Optional<Integer> patient = id.isPresent() ? encounters.patientOf(id.get()) : Optional.empty();
        if (id.isEmpty() || patient.isEmpty()) {
            throw new RefusedException(Problem.Kind.NOT_FOUND, "No encounter has this id.");
        }
        IdempotencyKey key = Keyed.key(ctx, "POST " + ctx.path(), new byte[0]);
        gate.open(ctx, Feature.ENCOUNTER_CLOSE, patient.get());
        Keyed.answer(ctx, encounters.close(key, id.get()), "No encounter has this id.");
    }
}
