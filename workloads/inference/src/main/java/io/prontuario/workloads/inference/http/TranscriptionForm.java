package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.prontuario.workloads.inference.speech.AudioException;
import io.prontuario.workloads.inference.speech.TranscriptFormat;
import io.prontuario.workloads.inference.speech.WavAudio;
import java.io.InputStream;
import java.util.Optional;

/**
 * A parsed form of {@code POST /v1/audio/transcriptions}.
 *
 * @param samples the recording, mono, 16 kHz
 * @param model the name asked for; empty means the default model
 * @param language two letters, or empty to leave it to the model
 * @param temperature 0 to 1
 * @param format what the answer looks like
 * @param voice whether silence is left out
 */
record TranscriptionForm(
        float[] samples,
        Optional<String> model,
        Optional<String> language,
        double temperature,
        TranscriptFormat format,
        VoiceWish voice) {

    /** @param maxSeconds longest audio that is read */
    static TranscriptionForm read(Context ctx, int maxSeconds) throws RequestException {
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
        VoiceWish voice = VoiceWish.of(ctx.formParamMap());
        if (file.isEmpty()) {
            throw RequestException.field("file", "is missing; send a WAV file.");
        }
        try {
            float[] samples = WavAudio.read(file.get(), maxSeconds);
            return new TranscriptionForm(samples, text(ctx, "model"), language, temperature(ctx), format, voice);
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
