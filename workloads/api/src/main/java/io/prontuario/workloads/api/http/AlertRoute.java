package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.alerts.Alert;
import io.prontuario.workloads.api.alerts.Alerts;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.KeyReusedException;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /v1/alerts}. */
final class AlertRoute implements Handler {
    private static final int LONGEST_MESSAGE = 2_000;
    static final String OPERATION = "POST /v1/alerts";

    private final Alerts alerts;
    private final Gate gate;
    private final Identity identity;

    AlertRoute(Alerts alerts, Gate gate, Identity identity) {
        this.gate = gate;
        this.alerts = alerts;
        this.identity = identity;
    }

    @Override
    public void handle(Context ctx) throws SQLException, KeyReusedException, InterruptedException, RefusedException {
        byte[] body = ctx.bodyAsBytes();
        IdempotencyKey key = Keyed.key(ctx, OPERATION, body);
        Optional<Alert> alert = Json.object(body).flatMap(this::read);
        if (alert.isEmpty()) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    "The body must have severity (warning or critical), message (1 to " + LONGEST_MESSAGE
                            + " characters) and may have patientId (a whole number from 1).");
            return;
        }
        // Anybody who may raise alerts may raise one about any patient: it shows nothing of the record.
        gate.note(ctx, Feature.ALERTS, alert.get().patientId());
        Alerts.Outcome outcome = alerts.raise(key, alert.get());
        if (outcome.channel().isEmpty()) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ALERT_UNDELIVERED,
                    "Alert " + outcome.id()
                            + " is kept and offered again, but nobody has it yet: call them. Repeat with the"
                            + " same key to learn whether somebody has it.");
            return;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", outcome.id().toString());
        answer.put("delivered", true);
        answer.put("channel", outcome.channel().get());
        answer.put("site", identity.site());
        answer.put("profile", identity.profile().word());
        Json.respond(ctx, 201, "application/json", answer);
    }

    private Optional<Alert> read(JsonNode body) {
        Optional<Alert.Severity> severity =
                Alert.Severity.of(body.path("severity").asText());
        JsonNode message = body.path("message");
        JsonNode patient = body.path("patientId");
        boolean patientFine =
                patient.isMissingNode() || patient.isNull() || (patient.isInt() && patient.intValue() >= 1);
        boolean messageFine = message.isTextual()
                && !message.textValue().isBlank()
                && message.textValue().length() <= LONGEST_MESSAGE
                && message.textValue().indexOf('\0') < 0;
        if (severity.isEmpty() || !patientFine || !messageFine) {
            return Optional.empty();
        }
        return Optional.of(new Alert(
                UUID.randomUUID(),
                patient.isInt() ? Optional.of(patient.intValue()) : Optional.empty(),
                severity.get(),
                message.textValue(),
                identity.site(),
                Instant.now()));
    }
}
