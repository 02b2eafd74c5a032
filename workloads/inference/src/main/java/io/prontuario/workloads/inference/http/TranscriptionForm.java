package io.prontuario.workloads.inference.http;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import io.prontuario.workloads.inference.speech.AudioException;
import io.prontuario.workloads.inference.speech.TranscriptFormat;
import io.prontuario.workloads.inference.speech.WavAudio;
import java.io.InputStream;
import java.util.Optional;

/**
 * The form of {@code POST /v1/audio/transcriptions}.
 *
 * @param samples the recording, mono, 16 kHz
 * @param model the requested model; empty for the default model
 * @param language ISO 639-1 code, or empty for the model's default
 * @param temperature 0 to 1
 * @param format the response format
 * @param vad whether silence is skipped
 */
record TranscriptionForm(
        float[] samples,
        Optional<String> model,
        Optional<String> language,
        double temperature,
        TranscriptFormat format,
        VadOptions vad) {

    /** @param maxSeconds longest audio that is accepted */
    static TranscriptionForm read(Context ctx, int maxSeconds) throws RequestException {
        if (!ctx.isMultipartFormData()) {
            throw new RequestException(
                    400,
                    "invalid_body",
                    Optional.empty(),
                    "The body must be multipart/form-data with the field file (WAV).");
        }
        Optional<byte[]> file = upload(ctx);
        String name = text(ctx, "response_format").orElse("json");
        TranscriptFormat format = TranscriptFormat.of(name)
                .orElseThrow(() -> RequestException.field(
                        "response_format", "must be one of json, text, verbose_json, srt, vtt."));
        Optional<String> language = text(ctx, "language");
        if (language.isPresent() && !language.get().matches("[a-z]{2}")) {
            throw RequestException.field(
                    "language", "must be an ISO 639-1 code of two lowercase letters, for example pt.");
        }
        VadOptions vad = VadOptions.of(ctx.formParamMap());
        if (file.isEmpty()) {
            throw RequestException.field("file", "is required; send a WAV file.");
        }
        try {
            float[] samples = WavAudio.read(file.get(), maxSeconds);
            return new TranscriptionForm(samples, text(ctx, "model"), language, temperature(ctx), format, vad);
        } catch (AudioException refused) {
            throw new RequestException(400, "invalid_audio", Optional.of("file"), String.valueOf(refused.getMessage()));
        }
    }

    /** Parses the form. Jetty reports a malformed or oversized one by several exceptions, some undeclared; all are client errors. */
    private static Optional<byte[]> upload(Context ctx) throws RequestException {
        try {
            UploadedFile file = ctx.uploadedFile("file");
            if (file == null) {
                return Optional.empty();
            }
            try (InputStream content = file.content()) {
                // Once, and not in parts that are joined: the heap is small.
                byte[] bytes = new byte[(int) file.size()];
                return content.readNBytes(bytes, 0, bytes.length) == bytes.length
                        ? Optional.of(bytes)
                        : Optional.empty();
            }
        } catch (Exception malformed) {
            throw new RequestException(
                    400, "invalid_body", Optional.empty(), "The multipart form is malformed, incomplete or too large.");
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
