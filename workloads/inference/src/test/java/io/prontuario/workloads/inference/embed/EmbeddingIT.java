package io.prontuario.workloads.inference.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import io.prontuario.workloads.inference.ServiceReadiness;
import io.prontuario.workloads.inference.model.Checksums;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The embeddings route with a real model, MiniLM, of 384 dimensions. */
class EmbeddingIT {
    private static InferenceService service;

    @BeforeAll
    static void start() throws Exception {
        Path model = Path.of("target/models/minilm.zip").toAbsolutePath();
        service = new InferenceService(
                        Settings.of(Map.of("PORT", "0", "MODELS", "minilm=" + model + "@" + Checksums.sha256(model))))
                .start();
        ServiceReadiness.awaitReady(service);
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    @Test
    void similarMeaningsHaveSimilarVectors() throws Exception {
        JsonNode data =
                post("{\"input\":[\"The patient has a fever\",\"His temperature is high\",\"The car is parked outside\"]}")
                        .path("data");
        double near = cosine(vector(data.get(0)), vector(data.get(1)));
        double far = cosine(vector(data.get(0)), vector(data.get(2)));
        assertThat(near).isGreaterThan(far + 0.2);
        assertThat(cosine(vector(data.get(0)), vector(data.get(0)))).isCloseTo(1, within(1e-5));
        assertThat(vector(data.get(0))).hasSize(384);
    }

    @Test
    void numbersAndBase64AreEqual() throws Exception {
        JsonNode plain = post("{\"input\":\"dor no peito\",\"model\":\"minilm\"}");
        JsonNode packed = post("{\"input\":\"dor no peito\",\"encoding_format\":\"base64\",\"dimensions\":384}");
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(packed.at("/data/0/embedding").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] values = vector(plain.at("/data/0"));
        for (float value : values) {
            assertThat(bytes.getFloat()).isCloseTo(value, within(1e-6f));
        }
        assertThat(plain.at("/usage/total_tokens").asInt()).isBetween(5, 12);
    }

    @Test
    void rejectsInvalidInput() throws Exception {
        refused("{}", "input");
        refused("{\"input\":[]}", "input");
        refused("{\"input\":\" \"}", "input");
        refused("{\"input\":[1,2]}", "input");
        refused("{\"input\":\"a\",\"encoding_format\":\"hex\"}", "encoding_format");
        refused("{\"input\":\"a\",\"dimensions\":3}", "dimensions");
        refused("{\"input\":\"" + "fever ".repeat(511) + "\"}", "input");
        assertThat(send("{\"input\":\"" + "fever ".repeat(510) + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(send("{\"input\":\"a\",\"model\":\"other\"}").statusCode()).isEqualTo(404);
    }

    private static void refused(String body, String param) throws Exception {
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(Json.mapper().readTree(answer.body()).at("/error/param").asText())
                .isEqualTo(param);
    }

    private static JsonNode post(String body) throws Exception {
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> send(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + "/v1/embeddings"))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static float[] vector(JsonNode item) {
        JsonNode values = item.path("embedding");
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) values.get(i).asDouble();
        }
        return vector;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
        }
        return dot;
    }
}
