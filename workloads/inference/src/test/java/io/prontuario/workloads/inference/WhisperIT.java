package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.model.Checksums;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chat, transcription, voice activity detection and embeddings in one process, with small real models, through OpenAI's own clients. */
class WhisperIT {
    private static final String KEY = "a-key-of-this-test";

    private static InferenceService service;
    private static Path speechFile;
    private static byte[] speech;

    @BeforeAll
    static void start() throws Exception {
        Map<String, RealModels.ModelFile> fetched =
                RealModels.fetch("smollm2", "whisper-tiny-en", "silero-vad", "speech-sample");
        RealModels.ModelFile chat = fetched.get("smollm2");
        RealModels.ModelFile whisper = fetched.get("whisper-tiny-en");
        RealModels.ModelFile silero = fetched.get("silero-vad");
        Path minilm = Path.of("target/models/minilm.zip").toAbsolutePath();
        speechFile = fetched.get("speech-sample").file();
        speech = Files.readAllBytes(speechFile);
        service = new InferenceService(Settings.of(Map.of(
                        "PORT",
                        "0",
                        "MODELS",
                        "smollm2=" + chat.file() + "@" + chat.sha256() + ",whisper-1=" + whisper.file() + "@"
                                + whisper.sha256() + ",minilm=" + minilm + "@" + Checksums.sha256(minilm)
                                + ",silero=" + silero.file() + "@" + silero.sha256(),
                        "ENGINE_THREADS",
                        "2",
                        "API_KEYS",
                        KEY,
                        "MAX_AUDIO_SECONDS",
                        "11")))
                .start();
        ServiceReadiness.awaitReady(service);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void transcribesSpeech() throws Exception {
        long started = System.nanoTime();
        HttpResponse<String> answer = transcribe(speech, "whisper-1", "json");
        System.out.printf("10 s of speech in %d ms%n", (System.nanoTime() - started) / 1_000_000);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.mapper().readTree(answer.body()).path("text").asText().toLowerCase())
                .contains("ever tried")
                .contains("fail better");
    }

    @Test
    void openAisPythonClientWorksUnchanged() throws Exception {
        String folder =
                run(Map.of(), "bash", "src/test/clients/install.sh", "python").strip();
        assertThat(run(
                        Map.of("PYTHONPATH", folder),
                        "python3",
                        "src/test/clients/openai_client.py",
                        "http://localhost:" + service.port() + "/v1",
                        KEY,
                        speechFile.toString()))
                .endsWith(" passed\n");
    }

    @Test
    void openAisNodeClientWorksUnchanged() throws Exception {
        String[] node = run(Map.of(), "bash", "src/test/clients/install.sh", "node")
                .strip()
                .split(" ");
        assertThat(run(
                        Map.of(),
                        node[0],
                        "src/test/clients/openai_client.mjs",
                        node[1],
                        "http://localhost:" + service.port() + "/v1",
                        KEY,
                        speechFile.toString()))
                .endsWith(" passed\n");
    }

    private static String run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + "\n" + output)
                .isZero();
        return output;
    }

    @Test
    void writesSubtitles() throws Exception {
        assertThat(transcribe(speech, "whisper-1", "srt").body()).startsWith("1\n00:00:00,000 --> ");
    }

    @Test
    void aChatModelDoesNotTranscribeAndAWhisperModelDoesNotChat() throws Exception {
        assertThat(transcribe(speech, "smollm2", "json").statusCode()).isEqualTo(404);
        HttpResponse<String> chat = send(request("/v1/chat/completions")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"whisper-1\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")));
        assertThat(chat.statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsInvalidAudioAsAClientError() throws Exception {
        assertThat(transcribe("not audio at all".getBytes(StandardCharsets.UTF_8), "whisper-1", "json")
                        .body())
                .contains("invalid_audio");
        assertThat(transcribe(speech, "whisper-1", "mp3").body()).contains("response_format");
        byte[] broken = "--x\r\nContent-Disposition: form-data; name=\"file\"".getBytes(StandardCharsets.UTF_8);
        assertThat(send(form(broken)).statusCode()).isEqualTo(400);
        assertThat(send(form(new byte[0])).statusCode()).isEqualTo(400);
        assertThat(transcribe(new byte[27 << 20], "whisper-1", "json").statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> transcribe(byte[] audio, String model, String format) throws Exception {
        return send(MultipartForms.post(
                request("/v1/audio/transcriptions"), audio, "model", model, "response_format", format));
    }

    private static HttpRequest.Builder form(byte[] body) {
        return MultipartForms.post(request("/v1/audio/transcriptions"), body);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                .header("Authorization", "Bearer " + KEY);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
