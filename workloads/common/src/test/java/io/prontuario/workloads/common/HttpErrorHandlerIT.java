package io.prontuario.workloads.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.CollectorRegistry;
import io.prontuario.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are rejected before any route: reported as client errors, without new metric series. */
class HttpErrorHandlerIT {
    private final CollectorRegistry registry = new CollectorRegistry();
    private HttpService service;

    @BeforeEach
    void start() {
        Settings settings = Settings.of(Map.of("PORT", "0", "SITE", "mac-studio-1"));
        service = new HttpService(
                        HttpOptions.from(settings, 8, 1 << 20),
                        Identity.from(settings),
                        () -> Readiness.Status.ok(),
                        registry,
                        routes -> routes.get("/v1/things/{id}", ctx -> ctx.result(ctx.pathParam("id"))))
                .start();
    }

    @AfterEach
    void stop() {
        service.stop();
    }

    @Test
    void unknownMethodsAreRejectedAndAddNoMetricSeries() throws Exception {
        assertThat(send("GET", "/v1/things/1").status()).isEqualTo(200);
        Set<String> before = series();
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            String method = token(random);
            RawHttp.Answer answer = send(method, i % 2 == 0 ? "/v1/things/1" : "/nowhere");
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("GET, HEAD, POST, PUT");
            assertThat(answer.header("X-Prontuario-Site")).contains("mac-studio-1");
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
            assertThat(Json.mapper().readTree(answer.body()).path("detail").asText())
                    .contains("GET, HEAD, POST, PUT");
        }
        assertThat(series()).isEqualTo(before);
    }

    @Test
    void standardMethodsReachTheRoutes() throws Exception {
        for (String method : List.of("HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "PUT")) {
            RawHttp.Answer answer = send(method, "/v1/things/1");
            assertThat(answer.status()).as(method).isEqualTo("HEAD".equals(method) ? 200 : 405);
        }
        assertThat(series()).anyMatch(one -> one.contains("[DELETE, "));
    }

    @Test
    void anInvalidPercentEncodingIsABadRequest() throws Exception {
        // Jetty accepts %u; the router's decoder throws
        for (String id : List.of("17%", "%zz", "1%2", "%u00e9", "%u00zz")) {
            RawHttp.Answer answer = send("GET", "/v1/things/" + id);
            assertThat(answer.status()).as(id).isEqualTo(400);
            assertThat(answer.header("Content-Type")).contains("application/problem+json");
        }
        assertThat(send("GET", "/v1/things/%C3%A9").status()).isEqualTo(200);
    }

    private RawHttp.Answer send(String method, String path) throws Exception {
        return RawHttp.send(
                service.port(),
                (method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String token(Random random) {
        StringBuilder token = new StringBuilder("X");
        for (int i = 0; i < 8; i++) {
            token.append((char) ((random.nextBoolean() ? 'A' : 'a') + random.nextInt(26)));
        }
        return token.toString();
    }

    /** The series of request metrics, without values. */
    private Set<String> series() {
        Set<String> series = new TreeSet<>();
        for (var family : Collections.list(registry.metricFamilySamples())) {
            if (family.name.startsWith("prontuario_http_request")) {
                family.samples.forEach(sample -> series.add(sample.name + sample.labelValues));
            }
        }
        return series;
    }
}
