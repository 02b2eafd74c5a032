package io.prontuario.workloads.api.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.api.chat.Assistant;
import io.prontuario.workloads.api.documents.Documents;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.common.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/transcriptions}: forwards a multipart form with a WAV file; the emergency profile accepts less audio. */
final class TranscriptionRoute implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(TranscriptionRoute.class);
    private static final int MAX_RESPONSE_BYTES = 1 << 20;

    private final Assistant assistant;
    private final Identity identity;

    TranscriptionRoute(Assistant assistant, Identity identity) {
        this.assistant = assistant;
        this.identity = identity;
    }

    /** Largest form in bytes: two minutes of 16 kHz mono in the emergency profile, 25 MB otherwise. */
    private int maxBytes() {
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
            // On disk: a few recordings in memory would be more than the heap.
            Optional<Documents.Upload> form = Documents.receive(ctx.req().getInputStream(), maxBytes());
            if (form.isEmpty()) {
                Problem.respond(
                        ctx,
                        identity,
                        Problem.Kind.TOO_LARGE,
                        "The " + identity.profile().wireName() + " profile accepts at most " + (maxBytes() >> 20)
                                + " MB of audio per request; send it in parts.");
                return;
            }
            try {
                transcribe(ctx, type, form.get().file());
            } finally {
                Files.deleteIfExists(form.get().file());
            }
        } catch (CancellationException left) {
            LOG.info("transcription cancelled: the client disconnected before the response");
        } catch (IOException unavailable) {
            LOG.warn("transcription failed: the inference service is unavailable: {}", unavailable.toString());
            Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service of this site is unavailable. Retry.");
        }
    }

    private void transcribe(Context ctx, String type, Path form) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = assistant.transcribe(type, form, new ClientConnection(ctx)::isOpen);
        try (InputStream body = answer.body()) {
            forward(
                    ctx,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse("application/json"),
                    body);
        }
    }

    private void forward(Context ctx, int status, String type, InputStream body) throws IOException {
        byte[] answer = body.readNBytes(MAX_RESPONSE_BYTES);
        switch (status) {
            case 200 -> ctx.contentType(type).result(answer);
            case 400 -> Problem.respond(ctx, identity, Problem.Kind.BAD_REQUEST, InferenceErrors.message(answer));
            case 404 -> Problem.respond(
                    ctx, identity, Problem.Kind.ASSISTANT_UNAVAILABLE, "This site serves no speech model.");
            case 429 -> Problem.respond(ctx, identity, Problem.Kind.BUSY, "Transcription is busy. Retry.");
            default -> Problem.respond(
                    ctx,
                    identity,
                    Problem.Kind.ASSISTANT_UNAVAILABLE,
                    "The inference service answered " + status + ". Retry.");
        }
    }
}
