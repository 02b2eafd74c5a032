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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /v1/alerts}. */
final class AlertRoute implements Handler {
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    static final String OPERATION = "POST /v1/alerts";

    private final Alerts alerts;
    private final AccessFilter filter;
    private final Identity identity;

    AlertRoute(Alerts alerts, AccessFilter filter, Identity identity) {
        this.filter = filter;
        this.alerts = alerts;
        this.identity = identity;
    }

    @Override
    public void handle(Context ctx) throws SQLException, KeyReusedException, InterruptedException, ProblemException {
        byte[] body = ctx.bodyAsBytes();
        IdempotencyKey key = IdempotentRequest.key(ctx, OPERATION, body);
        Optional<Alert> alert = Json.object(body).flatMap(this::read);
        if (alert.isEmpty()) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    "The body must have severity (warning or critical), message (1 to " + MAX_MESSAGE_LENGTH
                            + " characters) and may have patientId (a whole number from 1).");
            return;
        }
        // every role that may raise alerts may raise one about any patient: it reads nothing from the record
        filter.audit(ctx, Feature.ALERTS, alert.get().patientId());
        Alerts.Outcome outcome = alerts.raise(key, alert.get());
        if (outcome.channel().isEmpty()) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ALERT_UNDELIVERED,
                    "Alert " + outcome.id()
                            + " is stored but no channel has acknowledged it yet; delivery is retried. Call the recipient."
                            + " Repeat the request with the same key to see whether it has been delivered.");
            return;
        }
        Map<String, Object> response = Bodies.of(identity);
        response.put("id", outcome.id().toString());
        response.put("delivered", true);
        response.put("channel", outcome.channel().get());
        Json.respond(ctx, 201, "application/json", response);
    }

    /** PostgreSQL and UTF-8 have neither a zero nor half of a surrogate pair. */
    private static boolean isText(int codePoint) {
        return codePoint != 0 && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
    }

    private Optional<Alert> read(JsonNode body) {
        Optional<Alert.Severity> severity =
                Alert.Severity.of(body.path("severity").asText());
        JsonNode message = body.path("message");
        JsonNode patient = body.path("patientId");
        boolean patientValid =
                patient.isMissingNode() || patient.isNull() || (patient.isInt() && patient.intValue() >= 1);
        boolean messageValid = message.isTextual()
                && !message.textValue().isBlank()
                && message.textValue().length() <= MAX_MESSAGE_LENGTH
                && message.textValue().codePoints().allMatch(AlertRoute::isText);
        if (severity.isEmpty() || !patientValid || !messageValid) {
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
