package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.UploadedFile;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.speech.AudioException;
import io.prontuario.workloads.inference.speech.TranscriptFormat;
import io.prontuario.workloads.inference.speech.WavAudio;
import java.io.InputStream;
import java.util.Optional;

/** {@code POST /v1/audio/transcriptions}: a multipart form with a WAV file. */
final class TranscriptionRoute implements Handler {
    private final Models models;
    private final int maxSeconds;
    private final InferenceMetrics metrics;

    TranscriptionRoute(Models models, int maxSeconds, InferenceMetrics metrics) {
        this.models = models;
        this.maxSeconds = maxSeconds;
        this.metrics = metrics;
    }

    private record Form(
            float[] samples,
            Optional<String> model,
            Optional<String> language,
            double temperature,
            TranscriptFormat format) {}

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        Form form = read(ctx);
        ServedModel model = Served.require(models, form.model(), SpeechEngine.class);
        SpeechEngine engine = (SpeechEngine) model.engine();
        String name = model.spec().name();
        ClientConnection client = new ClientConnection(ctx);
        try (AdmissionQueue.Slot slot = model.queue().enter(client::here)) {
            SpeechEngine.Transcript transcript = engine.transcribe(form.samples(), form.language(), form.temperature());
            double seconds = form.samples().length / (double) SpeechEngine.SAMPLE_RATE;
            ctx.contentType(form.format().mediaType()).result(form.format().write(transcript, seconds));
            metrics.transcribed(name, started, seconds);
        } catch (EngineException failed) {
            EngineFailure.tell(metrics, name, failed, "file");
        }
    }

    private Form read(Context ctx) throws RequestException {
        if (!ctx.isMultipartFormData()) {
            throw new RequestException(
                    400, "invalid_body", Optional.empty(), "Send multipart/form-data with the field file (WAV).");
        }
        Optional<byte[]> file = upload(ctx);
        String word = text(ctx, "response_format").orElse("json");
        TranscriptFormat format = TranscriptFormat.of(word)
                .orElseThrow(() ->
                        RequestException.field("response_format", "must be json, text, verbose_json, srt or vtt."));
        Optional<String> language = text(ctx, "language");
        if (language.isPresent() && !language.get().matches("[a-z]{2}")) {
            throw RequestException.field("language", "must be two lowercase letters, for example pt.");
        }
        if (file.isEmpty()) {
            throw RequestException.field("file", "is missing; send a WAV file.");
        }
        try {
            float[] samples = WavAudio.read(file.get(), maxSeconds);
            return new Form(samples, text(ctx, "model"), language, temperature(ctx), format);
        } catch (AudioException refused) {
            throw new RequestException(400, "invalid_audio", Optional.of("file"), String.valueOf(refused.getMessage()));
        }
    }

    /** Parses the form. Jetty reports a broken or oversized one by several types, some of them undeclared; all are the client's. */
    private static Optional<byte[]> upload(Context ctx) throws RequestException {
        try {
            UploadedFile file = ctx.uploadedFile("file");
            if (file == null) {
                return Optional.empty();
            }
            try (InputStream content = file.content()) {
                return Optional.of(content.readAllBytes());
            }
        } catch (Exception malformed) {
            throw new RequestException(
                    400,
                    "invalid_body",
                    Optional.empty(),
                    "The multipart form is malformed or too large; send it whole.");
        }
    }

    private static double temperature(Context ctx) throws RequestException {
        Optional<String> text = text(ctx, "temperature");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text.get());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // reported below
        }
        throw RequestException.field("temperature", "must be a number from 0 to 1.");
    }

    private static Optional<String> text(Context ctx, String field) {
        return Optional.ofNullable(ctx.formParam(field)).filter(value -> !value.isBlank());
    }
}
