package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine;
import io.prontuario.workloads.inference.speech.WavAudio;
import io.prontuario.workloads.inference.vad.SileroVadEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silero VAD and Whisper, both real models, on ten seconds of real speech with silence around it. */
class VadIT {
    private static final int SECOND = SpeechEngine.SAMPLE_RATE;

    private static Map<String, RealModels.ModelFile> models;
    private static InferenceService service;
    private static float[] speech;

    @BeforeAll
    static void start() throws Exception {
        models = RealModels.fetch("silero-vad", "whisper-tiny-en", "speech-sample");
        speech = WavAudio.read(Files.readAllBytes(models.get("speech-sample").file()), 60);
        service = new InferenceService(Settings.of(Map.of(
                        "PORT",
                        "0",
                        "MODELS",
                        entry("whisper-1", "whisper-tiny-en") + "," + entry("silero", "silero-vad"),
                        "ENGINE_THREADS",
                        "2")))
                .start();
        ServiceReadiness.awaitReady(service);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    private static String entry(String name, String fetched) {
        return name + "=" + models.get(fetched).file() + "@"
                + models.get(fetched).sha256();
    }

    @Test
    void silenceHasAnEmptyTranscript() throws Exception {
        JsonNode silence = transcribe(new float[12 * SECOND]);
        assertThat(silence.path("text").asText("none")).isEmpty();
        assertThat(silence.path("segments")).isEmpty();
        assertThat(silence.path("duration").asDouble()).isEqualTo(12);
        assertThat(transcribe(noise(8 * SECOND)).path("text").asText("none")).isEmpty();
        assertThat(transcribe(new float[12 * SECOND], "vad_filter", "false")
                        .path("text")
                        .asText())
                .as("what Whisper alone hears in it")
                .isNotEmpty();
    }

    @Test
    void speechKeepsTheTimesOfTheRecording() throws Exception {
        float[] recording = new float[8 * SECOND + 2 * speech.length];
        System.arraycopy(speech, 0, recording, 4 * SECOND, speech.length);
        System.arraycopy(speech, 0, recording, 8 * SECOND + speech.length, speech.length);
        JsonNode said = transcribe(recording, "chunking_strategy", "auto");
        String text = said.path("text").asText().toLowerCase();
        assertThat(text).contains("ever tried").contains("fail better");
        assertThat(text.split("fail better", -1)).as("both times").hasSize(3);
        double secondStart = 8 + 1.0 * speech.length / SECOND;
        boolean second = false;
        for (JsonNode segment : said.path("segments")) {
            second |= segment.path("start").asDouble() > secondStart - 1;
            assertThat(segment.path("end").asDouble() < secondStart - 2 || second)
                    .as("no segment reaches over the silence: " + segment)
                    .isTrue();
        }
        assertThat(second).isTrue();
        JsonNode segments = said.path("segments");
        assertThat(segments.get(0).path("start").asDouble()).isBetween(3.5, 6.0);
        double lastEnd = segments.get(segments.size() - 1).path("end").asDouble();
        assertThat(lastEnd).isBetween(8 + 1.5 * speech.length / SECOND, 8.0 + 2.0 * speech.length / SECOND);
    }

    @Test
    void findsTheStartAndEndOfSpeech() throws Exception {
        VadEngine voice = (VadEngine) service.models()
                .find(Optional.of("silero"), VadEngine.class)
                .orElseThrow()
                .engine();
        float[] padded = new float[3 * SECOND + speech.length + 4 * SECOND];
        System.arraycopy(speech, 0, padded, 3 * SECOND, speech.length);
        List<VadEngine.SpeechSpan> spans = voice.speech(padded, VadEngine.VadParameters.defaults());
        assertThat(spans.get(0).from()).isBetween(2 * SECOND, 4 * SECOND);
        assertThat(spans.get(spans.size() - 1).to())
                .isBetween(speech.length + SECOND, 3 * SECOND + speech.length + SECOND);
        assertThat(spans.stream().mapToInt(span -> span.to() - span.from()).sum())
                .as("most of it is speech")
                .isGreaterThan(speech.length / 2);
        assertThat(voice.speech(new float[0], VadEngine.VadParameters.defaults()))
                .isEmpty();
    }

    @Test
    void aCutModelIsRefused(@TempDir Path folder) throws Exception {
        byte[] whole = Files.readAllBytes(models.get("silero-vad").file());
        Path cut = Files.write(folder.resolve("cut.onnx"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> SileroVadEngine.load(cut))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("ONNX Runtime cannot load");
    }

    /** Quiet hissing. */
    private static float[] noise(int length) {
        float[] noise = new float[length];
        Random random = new Random(3);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (random.nextFloat() - 0.5f) * 0.02f;
        }
        return noise;
    }

    private static JsonNode transcribe(float[] recording, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "response_format";
        all[fields.length + 1] = "verbose_json";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/audio/transcriptions"));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        MultipartForms.post(request, MultipartForms.wav(recording), all)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}
