package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.testing.OpenApi;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.MultipartForms;
import io.prontuario.workloads.inference.engine.SpeechEngine;
import io.prontuario.workloads.inference.engine.VadEngine;
import io.prontuario.workloads.inference.model.Checksums;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a request controls voice activity detection, over scripted engines: one second of speech after two of silence. */
class VadHttpIT {
    private static final String PATH = "/v1/audio/transcriptions";
    private static final int SECOND = SpeechEngine.SAMPLE_RATE;

    @TempDir
    Path folder;

    private InferenceService service;

    @AfterEach
    void stop() {
        service.stop();
    }

    @Test
    void silenceIsSkippedUnlessVadIsDisabled() throws Exception {
        start(true);
        for (String[] asks : new String[][] {{}, {"vad_filter", "true"}, {"chunking_strategy", "auto"}}) {
            JsonNode segment = segment(asks);
            assertThat(segment.path("text").asText()).isEqualTo("heard 16000");
            assertThat(segment.path("start").asDouble()).isEqualTo(2);
            assertThat(segment.path("end").asDouble()).isEqualTo(3);
        }
        JsonNode everything = segment("vad_filter", "false");
        assertThat(everything.path("text").asText()).isEqualTo("heard 64000");
        assertThat(everything.path("start").asDouble()).isZero();
    }

    @Test
    void withoutVadEverythingIsTranscribedAndARequestForVadIsRejected() throws Exception {
        start(false);
        assertThat(segment().path("text").asText()).isEqualTo("heard 64000");
        HttpResponse<String> refused = send("vad_filter", "true");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("vad_filter").contains("unsupported_parameter");
        OpenApi.published().check("POST " + PATH, refused);
    }

    @Test
    void aVadModelDoesNotTranscribe() throws Exception {
        start(true);
        assertThat(send("model", "vad").statusCode()).isEqualTo(404);
        assertThat(send("chunking_strategy[type]", "client_vad").body()).contains("chunking_strategy.type");
    }

    private void start(boolean withVad) throws Exception {
        Path file = Files.write(folder.resolve("m"), new byte[] {1});
        String at = "=" + file + "@" + Checksums.sha256(file);
        service = new InferenceService(
                        Settings.of(Map.of("PORT", "0", "MODELS", (withVad ? "vad" + at + "," : "") + "m" + at)),
                        model -> model.name().equals("vad") ? new Vad() : new Speech())
                .start();
        ScriptedServices.awaitReady(service);
    }

    private JsonNode segment(String... asks) throws Exception {
        HttpResponse<String> answer = send(asks);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body()).at("/segments/0");
    }

    private HttpResponse<String> send(String... asks) throws Exception {
        String[] fields = new String[asks.length + 2];
        System.arraycopy(asks, 0, fields, 0, asks.length);
        fields[asks.length] = "response_format";
        fields[asks.length + 1] = "verbose_json";
        return ScriptedServices.send(MultipartForms.post(
                ScriptedServices.request(service, PATH), MultipartForms.wav(new float[4 * SECOND]), fields));
    }

    private static final class Speech implements SpeechEngine {
        @Override
        public Transcript transcribe(float[] samples, Optional<String> language, double temperature) {
            long end = samples.length * 1000L / SECOND;
            return new Transcript("en", List.of(new Segment(0, end, "heard " + samples.length)));
        }

        @Override
        public void warmUp() {}

        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public void close() {}
    }

    private static final class Vad implements VadEngine {
        @Override
        public List<SpeechSpan> speech(float[] samples, VadParameters parameters) {
            return List.of(new SpeechSpan(2 * SECOND, 3 * SECOND));
        }

        @Override
        public void warmUp() {}

        @Override
        public int parallel() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
