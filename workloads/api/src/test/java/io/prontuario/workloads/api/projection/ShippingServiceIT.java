package io.prontuario.workloads.api.projection;

import static io.prontuario.workloads.api.EmbeddedDatabases.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.EmbeddedDatabases;
import io.prontuario.workloads.api.alerts.Alert;
import io.prontuario.workloads.api.alerts.AlertStore;
import io.prontuario.workloads.api.alerts.SqlAlertStore;
import io.prontuario.workloads.api.inbox.InboxMerge;
import io.prontuario.workloads.api.records.RecordsOptions;
import io.prontuario.workloads.api.writes.ExpectedVersion;
import io.prontuario.workloads.api.writes.IdempotencyKey;
import io.prontuario.workloads.api.writes.PatientWrites;
import io.prontuario.workloads.common.Json;
import io.prontuario.workloads.common.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status of the shipper for the operator and for Prometheus. */
class ShippingServiceIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private HikariDataSource record;
    private HikariDataSource cloud;
    private ShippingService service;
    private Thread running;

    @BeforeEach
    void start() throws Exception {
        RecordsOptions recordOptions = EmbeddedDatabases.record();
        RecordsOptions cloudOptions = EmbeddedDatabases.cloud();
        record = EmbeddedDatabases.open(recordOptions);
        cloud = EmbeddedDatabases.open(cloudOptions);
        service = new ShippingService(Settings.of(Map.of(
                        "PORT",
                        "0",
                        "SITE",
                        "mac-studio-1",
                        "SHIP_PAUSE_MS",
                        "20",
                        "RECORDS_URL",
                        recordOptions.url(),
                        "RECORDS_PASSWORD",
                        "secret",
                        "CLOUD_RECORDS_URL",
                        cloudOptions.url(),
                        "CLOUD_RECORDS_PASSWORD",
                        "secret")))
                .start();
        running = new Thread(() -> {
            try {
                service.run();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        running.start();
    }

    @AfterEach
    void stop() throws Exception {
        service.stop();
        running.join(10_000);
        record.close();
        cloud.close();
    }

    @Test
    void reportsPositionAndPendingCountsAndNothingUnknown() throws Exception {
        AlertStore inbox = SqlAlertStore.inInbox(cloud);
        for (int i = 0; i < 3; i++) {
            inbox.store(
                    IdempotencyKey.of("waiting-" + i, "test", new byte[] {1}).orElseThrow(),
                    new Alert(UUID.randomUUID(), Optional.of(1), Alert.Severity.CRITICAL, "m", "cloud", Instant.now()));
        }
        new PatientWrites(record)
                .setAllergies(
                        new PatientWrites.By(
                                IdempotencyKey.of("shipped-1", "test", new byte[] {1})
                                        .orElseThrow(),
                                "ana"),
                        5,
                        ExpectedVersion.any(),
                        List.of("nuts"));
        Instant written = Instant.now();
        JsonNode status = await(body -> body.path("inboxPending").asLong(-1) == 3
                && body.path("pending").asLong(-1) == 0
                && body.hasNonNull("asOf")
                && Instant.parse(body.path("asOf").asText()).isAfter(written));
        assertThat(status.path("appliedSequence").asLong()).isEqualTo(1);
        assertThat(status.path("reason").asText()).isEqualTo("ready");
        assertThat(metrics())
                .contains("prontuario_inbox_pending 3.0", "prontuario_projection_applied_sequence 1.0")
                .contains("prontuario_projection_pending 0.0");

        execute(cloud, "ALTER TABLE projection_state RENAME TO elsewhere");
        JsonNode failed = await(body -> !body.has("pending"));
        assertThat(failed.path("reason").asText()).contains("is unavailable");
        assertThat(failed.has("inboxPending")).isFalse();
        assertThat(failed.path("appliedSequence").asLong()).isEqualTo(1);
        assertThat(Instant.parse(failed.path("asOf").asText())).isAfter(written);
        assertThat(metrics()).contains("prontuario_projection_pending NaN", "prontuario_inbox_pending NaN");

        new InboxMerge(cloud, record).run();
        execute(cloud, "ALTER TABLE elsewhere RENAME TO projection_state");
        await(body -> body.path("inboxPending").asLong(-1) == 0
                && Instant.parse(body.path("asOf").asText())
                        .isAfter(Instant.parse(failed.path("asOf").asText())));
    }

    private JsonNode await(Predicate<JsonNode> holds) throws Exception {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(30))
                .until(() -> Json.mapper().readTree(get("/projection").body()), holds::test);
    }

    private String metrics() throws Exception {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + service.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
