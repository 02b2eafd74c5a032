package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/transcriptions}: a multipart form with a WAV file, passed on as it is; shorter in emergency. */
final class TranscriptionRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(TranscriptionRoute.class);
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Assistant assistant;
    private final Identity identity;

    TranscriptionRoute(Assistant assistant, Identity identity) {
        this.assistant = assistant;
        this.identity = identity;
    }

    /** Largest form: two minutes of 16 kHz mono in emergency, 25 MB otherwise. */
    private int cap() {
        return switch (identity.profile()) {
            case FULL -> 25 << 20;
            case EMERGENCY -> 4 << 20;
        };
    }

    @Override
    public void handle(Context ctx) throws InterruptedException {
        String type = ctx.contentType();
        if (type == null || !ctx.isMultipartFormData() || !type.chars().allMatch(c -> c >= ' ' && c < 127)) {
            Problem.respond(
                    ctx, identity, Problem.Kind.BAD_REQUEST, "Send multipart/form-data with the field file (WAV).");
            return;
        }
        try {
            byte[] form = ctx.req().getInputStream().readNBytes(cap() + 1);
            if (form.length > cap()) {
                Problem.respond(
                        ctx,
                        identity,
                        Problem.Kind.TOO_LARGE,
                        "The " + identity.profile().word() + " service takes at most " + (cap() >> 20)
                                + " MB of audio at once; send it in parts.");
                return;
            }
            HttpResponse<InputStream> answer = assistant.transcribe(type, form, new ClientConnection(ctx)::here);
            try (InputStream body = answer.body()) {
                pass(
                        ctx,
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse("application/json"),
                        body);
            }
        } catch (CancellationException left) {
            LOG.info("a client left before its transcript");
        } catch (IOException away) {
            LOG.warn("the inference service failed: {}", away.toString());
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service of this site does not answer. Retry.");
        }
    }

    private void pass(Context ctx, int status, String type, InputStream body) throws IOException {
        byte[] answer = body.readNBytes(LARGEST_ANSWER);
        switch (status) {
            case 200 -> ctx.contentType(type).result(answer);
            case 400 -> Problem.respond(ctx, identity, Problem.Kind.BAD_REQUEST, InferenceErrors.message(answer));
            case 404 -> Problem.respond(
                    ctx, identity, Problem.Kind.ASSISTANT_UNAVAILABLE, "This site serves no model for speech.");
            case 429 -> Problem.respond(ctx, identity, Problem.Kind.BUSY, "Transcription is busy. Retry.");
            default -> Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service answered " + status + ". Retry.");
        }
    }
}
