package io.prontuario.workloads.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.testing.OpenApi;
import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.InferenceService;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that requires API keys, and another that proxies to it with one. */
class ApiKeysIT {
    private static final String OLD = "old-key-0123456789";
    private static final String NEW = "new-key-0123456789";
    private static final String HELLO = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    Path folder;

    private final ScriptedEngine engine = new ScriptedEngine();
    private InferenceService service;

    @BeforeEach
    void start() throws Exception {
        service = ScriptedServices.start(folder, engine, "API_KEYS", OLD + ", " + NEW);
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    @Test
    void everyConfiguredKeyIsAccepted() throws Exception {
        for (String header : List.of("Bearer " + OLD, "Bearer " + NEW, "bearer  " + NEW)) {
            assertThat(chat(header).statusCode()).as(header).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer " + OLD + "x",
                "Bearer old-key-012345678",
                "Bearer",
                "Basic " + OLD,
                OLD,
                "Bearer " + OLD + ", " + NEW,
            })
    void anyOtherKeyIsRejected(String header) throws Exception {
        HttpResponse<String> refused = chat(header);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(refused.headers().firstValue("X-Prontuario-Site")).isPresent();
        assertThat(Json.mapper().readTree(refused.body()).at("/error/code").asText())
                .isEqualTo("invalid_api_key");
        assertThat(refused.body()).doesNotContain("key-0123");
        OpenApi.published().check("POST /v1/chat/completions", refused);
        assertThat(engine.started()).isZero();
    }

    @Test
    void probesAndMetricsNeedNoKey() throws Exception {
        for (String open : List.of("/health", "/livez", "/readyz", "/metrics")) {
            assertThat(get(open)).as(open).isEqualTo(200);
        }
        for (String closed : List.of(
                "/v1/models",
                "/",
                "/nothing",
                "//v1/models",
                "/health/../v1/models",
                "/health/",
                "/Health",
                "/v1/models/")) {
            assertThat(get(closed)).as(closed).isIn(400, 401);
        }
        for (String path : List.of("/v1/completions", "/v1/embeddings", "/v1/audio/transcriptions")) {
            assertThat(ScriptedServices.post(service, path, "{}").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aProxySendsItsKey() throws Exception {
        String upstream = "here=http://localhost:" + service.port() + "/v1#m";
        InferenceService front = new InferenceService(Settings.of(
                        Map.of("PORT", "0", "PROXY_MODELS", upstream, "PROXY_API_KEYS", "other=x, here=" + NEW)))
                .start();
        try {
            ScriptedServices.awaitReady(front);
            assertThat(ScriptedServices.post(front, "/v1/chat/completions", HELLO)
                            .body())
                    .contains("one two");
        } finally {
            front.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcde", OLD + ",", OLD + ",with a space 0123", "ключ-0123456789-abc"})
    void anInvalidKeyFailsTheStartAndIsNotLogged(String keys) {
        assertThatThrownBy(() -> ApiKeys.from(Settings.of(Map.of("API_KEYS", keys))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("API_KEYS: key ")
                .hasMessageNotContaining("0123");
    }

    private HttpResponse<String> chat(String authorization) throws Exception {
        return ScriptedServices.send(ScriptedServices.request(service, "/v1/chat/completions")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(HELLO)));
    }

    private int get(String path) throws Exception {
        return ScriptedServices.send(ScriptedServices.request(service, path)).statusCode();
    }
}
