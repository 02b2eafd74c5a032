package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/chat}: a JSON response, or server-sent events if the client accepts them. */
final class ChatRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ChatRoute.class);
    private static final int MAX_MESSAGE_LENGTH = 8_000;
    private static final int MAX_RESPONSE_BYTES = 1 << 20;

    private final Assistant assistant;
    private final PatientContext patients;
    private final AccessFilter filter;
    private final Identity identity;

    ChatRoute(Assistant assistant, PatientContext patients, AccessFilter filter, Identity identity) {
        this.patients = patients;
        this.filter = filter;
        this.assistant = assistant;
        this.identity = identity;
    }

    @Override
    public void handle(Context ctx) throws InterruptedException, SQLException, ProblemException {
        Optional<String> message = message(ctx);
        if (message.isEmpty()) {
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    "The body must be a JSON object with a text 'message' of 1 to " + MAX_MESSAGE_LENGTH
                            + " characters.");
            return;
        }
        Optional<String> context = context(ctx);
        String accept = ctx.header("Accept");
        boolean stream = accept != null && accept.contains("text/event-stream");
        ClientConnection client = new ClientConnection(ctx);
        try {
            HttpResponse<InputStream> answer = assistant.ask(message.get(), context, stream, client::isOpen);
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    refuse(ctx, answer.statusCode(), body);
                } else if (stream) {
                    pass(ctx, client, body);
                } else {
                    whole(ctx, body);
                }
            }
        } catch (CancellationException left) {
            LOG.info("chat cancelled: the client disconnected before the response");
        } catch (IOException unavailable) {
            LOG.warn("chat failed: the inference service is unavailable: {}", unavailable.toString());
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service of this site is unavailable. Retry.");
        }
    }

    private static Optional<String> message(Context ctx) {
        return Json.object(ctx.bodyAsBytes())
                .map(body -> body.path("message"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank() && text.length() <= MAX_MESSAGE_LENGTH);
    }

    private Optional<String> context(Context ctx) throws ProblemException, SQLException, InterruptedException {
        JsonNode patient = Json.object(ctx.bodyAsBytes()).orElseThrow().path("patientId");
        if (patient.isMissingNode() || patient.isNull()) {
            return Optional.empty();
        }
        if (!patient.isInt() || patient.intValue() < 1) {
            throw new ProblemException(
                    Problem.Kind.BAD_REQUEST, "patientId must be a whole number from 1; correct or omit it.");
        }
        filter.authorizePatient(ctx, Feature.CHAT, patient.intValue());
        return Optional.of(patients.of(patient.intValue())
                .orElseThrow(() -> new ProblemException(Problem.Kind.NOT_FOUND, "No patient has this id.")));
    }

    private void whole(Context ctx, InputStream body) throws IOException {
        JsonNode answer = Json.mapper().readTree(body.readNBytes(MAX_RESPONSE_BYTES));
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put(
                "reply",
                answer.path("choices").path(0).path("message").path("content").asText());
        reply.put("model", answer.path("model").asText());
        reply.set("usage", answer.path("usage"));
        reply.put("site", identity.site()).put("profile", identity.profile().wireName());
        if (identity.profile() == Profile.EMERGENCY) {
            reply.put("reduced", true).put("notice", "Emergency service: a smaller model gives shorter answers.");
        }
        Json.respond(ctx, 200, "application/json", reply);
    }

    /** Forwards every event. If the client has disconnected, the write fails, and closing the source cancels the generation. */
    private static void pass(Context ctx, ClientConnection client, InputStream body) {
        ctx.res().setStatus(200);
        ctx.res().setContentType("text/event-stream;charset=utf-8");
        ctx.res().setHeader("Cache-Control", "no-cache");
        ctx.res().setHeader("X-Accel-Buffering", "no");
        byte[] buffer = new byte[8192];
        try {
            OutputStream out = ctx.res().getOutputStream();
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException cut) {
            // the response has begun, so the only way to report the failure is to abort the connection
            LOG.info("chat stream aborted: {}", cut.toString());
            client.abort();
        }
    }

    private void refuse(Context ctx, int status, InputStream body) throws IOException {
        switch (status) {
            case 400 -> Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.BAD_REQUEST,
                    InferenceErrors.message(body.readNBytes(MAX_RESPONSE_BYTES)));
            case 429 -> Problem.respond(ctx, identity, Problem.Kind.BUSY, "The assistant is busy. Retry.");
            default -> Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service answered " + status + ". Retry.");
        }
    }
}
