package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.Models;
import io.prontuario.workloads.inference.ServedModel;
import io.prontuario.workloads.inference.engine.AdmissionQueue;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VoiceEngine;
import io.prontuario.workloads.inference.voice.SpokenParts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

    @Override
    public void handle(Context ctx) throws RequestException {
        long started = System.nanoTime();
        TranscriptionForm form = TranscriptionForm.read(ctx, maxSeconds);
        ServedModel model = Served.require(models, form.model(), SpeechEngine.class);
        SpeechEngine engine = (SpeechEngine) model.engine();
        Optional<VoiceEngine> voice = voice(form.voice());
        String name = model.spec().name();
        ClientConnection client = new ClientConnection(ctx);
        try (AdmissionQueue.Slot slot = model.queue().enter(client::here)) {
            SpeechEngine.Transcript transcript = voice.isPresent()
                    ? spoken(engine, voice.get(), form, client::here)
                    : transcribe(engine, form, form.samples());
            double seconds = form.samples().length / (double) SpeechEngine.SAMPLE_RATE;
            ctx.contentType(form.format().mediaType()).result(form.format().write(transcript, seconds));
            metrics.transcribed(name, started, seconds);
        } catch (EngineException failed) {
            EngineFailure.tell(metrics, name, failed, "file");
        }
    }

    /** The model that finds speech, where the request wants one and there is one. */
    private Optional<VoiceEngine> voice(VoiceWish wish) throws RequestException {
        if (wish.use() == VoiceWish.Use.NONE) {
            return Optional.empty();
        }
        Optional<VoiceEngine> voice =
                models.find(Optional.empty(), VoiceEngine.class).map(model -> (VoiceEngine) model.engine());
        if (voice.isEmpty() && wish.use() == VoiceWish.Use.REQUIRED) {
            throw new RequestException(
                    400,
                    "unsupported_parameter",
                    Optional.of("vad_filter"),
                    "No model for voice activity is served here; leave vad_filter and chunking_strategy out.");
        }
        return voice;
    }

    private static SpeechEngine.Transcript spoken(
            SpeechEngine engine, VoiceEngine voice, TranscriptionForm form, BooleanSupplier wanted)
            throws EngineException {
        List<VoiceEngine.Span> speech =
                voice.speech(form.samples(), form.voice().sensitivity());
        return SpokenParts.transcribe(form.samples(), speech, form.language().orElse("en"), samples -> {
            if (!wanted.getAsBoolean()) {
                throw new EngineException(EngineException.Kind.CANCELLED, "the client left");
            }
            return transcribe(engine, form, samples);
        });
    }

    private static SpeechEngine.Transcript transcribe(SpeechEngine engine, TranscriptionForm form, float[] samples)
            throws EngineException {
        return engine.transcribe(samples, form.language(), form.temperature());
    }
}
