package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine;
import io.prontuario.workloads.inference.vad.SpeechSegments;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** {@code POST /v1/audio/transcriptions}: a multipart form with a WAV file. */
final class TranscriptionRoute implements Handler {
    private static final int READING_SECONDS = 10;

    private final Semaphore reading = new Semaphore(1);
    private final Models models;
    private final int maxSeconds;
    private final InferenceMetrics metrics;

    TranscriptionRoute(Models models, int maxSeconds, InferenceMetrics metrics) {
        this.models = models;
        this.maxSeconds = maxSeconds;
        this.metrics = metrics;
    }

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        ModelResolver.require(models, Optional.empty(), SpeechEngine.class); // before a body is read for nothing
        TranscriptionForm form = read(ctx);
        ServedModel model = ModelResolver.require(models, form.model(), SpeechEngine.class);
        SpeechEngine engine = (SpeechEngine) model.engine();
        Optional<VadEngine> vad = vad(form.vad());
        String name = model.config().name();
        ClientConnection client = new ClientConnection(ctx);
        try (AdmissionQueue.Slot slot = model.queue().acquire(client::isOpen)) {
            SpeechEngine.Transcript transcript = vad.isPresent()
                    ? transcribeSpeech(engine, vad.get(), form, client::isOpen)
                    : transcribe(engine, form, form.samples());
            double seconds = form.samples().length / (double) SpeechEngine.SAMPLE_RATE;
            ctx.contentType(form.format().mediaType()).result(form.format().write(transcript, seconds));
            metrics.transcribed(name, started, seconds);
        } catch (EngineException failed) {
            EngineErrors.report(metrics, name, failed, "file");
        }
    }

    /** One file is in memory at a time; its samples at 16 kHz are smaller, and the queue bounds their number. */
    private TranscriptionForm read(Context ctx) throws RequestException {
        try {
            if (!reading.tryAcquire(READING_SECONDS, TimeUnit.SECONDS)) {
                throw new RequestException(
                        429, "rate_limit_exceeded", Optional.empty(), "Too many recordings are being read. Retry.");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RequestException(503, "stopping", Optional.empty(), "The service is shutting down.");
        }
        try {
            return TranscriptionForm.read(ctx, maxSeconds);
        } finally {
            reading.release();
        }
    }

    /** The voice activity model, if the request wants one and one is served. */
    private Optional<VadEngine> vad(VadOptions options) throws RequestException {
        if (options.mode() == VadOptions.Mode.OFF) {
            return Optional.empty();
        }
        Optional<VadEngine> vad =
                models.find(Optional.empty(), VadEngine.class).map(model -> (VadEngine) model.engine());
        if (vad.isEmpty() && options.mode() == VadOptions.Mode.ON) {
            throw new RequestException(
                    400,
                    "unsupported_parameter",
                    Optional.of("vad_filter"),
                    "No voice activity model is served; omit vad_filter and chunking_strategy.");
        }
        return vad;
    }

    private static SpeechEngine.Transcript transcribeSpeech(
            SpeechEngine engine, VadEngine vad, TranscriptionForm form, BooleanSupplier connected)
            throws EngineException {
        List<VadEngine.SpeechSpan> speech =
                vad.speech(form.samples(), form.vad().parameters());
        return SpeechSegments.transcribe(form.samples(), speech, form.language().orElse("en"), samples -> {
            if (!connected.getAsBoolean()) {
                throw new EngineException(EngineException.Kind.CANCELLED, "The client disconnected.");
            }
            return transcribe(engine, form, samples);
        });
    }

    private static SpeechEngine.Transcript transcribe(SpeechEngine engine, TranscriptionForm form, float[] samples)
            throws EngineException {
        return engine.transcribe(samples, form.language(), form.temperature());
    }
}
