package io.prontuario.workloads.api;

import static io.prontuario.workloads.api.EmbeddedDatabases.rows;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.prontuario.workloads.api.projection.Shipper;
import io.prontuario.workloads.api.records.RecordsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A ledger of acknowledged writes, kept outside the service, while its processes are killed under load. Clients repeat a write
 * with its key, at either replica, until it is acknowledged. No acknowledged write may be missing or duplicated.
 */
class LedgerIT {
    private static final int CLIENTS = 3;
    private static final int KILLS = 4;

    @TempDir
    Path logs;

    private final Set<String> acknowledgedAlerts = ConcurrentHashMap.newKeySet();
    private final AtomicInteger acknowledgedWrites = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private HikariDataSource record;
    private HikariDataSource cloud;
    private HttpServer pager;
    private List<ApiServiceProcess> replicas;
    private ApiServiceProcess shipper;

    @BeforeEach
    void start() throws Exception {
        RecordsOptions recordOptions = EmbeddedDatabases.record();
        RecordsOptions cloudOptions = EmbeddedDatabases.cloud();
        record = EmbeddedDatabases.open(recordOptions);
        cloud = EmbeddedDatabases.open(cloudOptions);
        pager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pager.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        pager.start();
        Map<String, String> environment = new HashMap<>();
        environment.put("RECORDS_URL", recordOptions.url());
        environment.put("RECORDS_PASSWORD", "secret");
        environment.put("CLOUD_RECORDS_URL", cloudOptions.url());
        environment.put("CLOUD_RECORDS_PASSWORD", "secret");
        environment.put("INFERENCE_URL", "http://localhost:1");
        environment.put("AUTH", "disabled");
        environment.put("DRAIN_DELAY_MS", "300");
        environment.put("SHIP_PAUSE_MS", "50");
        environment.put(
                "ALERT_CHANNELS", "ward=http://localhost:" + pager.getAddress().getPort() + "/");
        replicas = List.of(
                new ApiServiceProcess("serve", environment, logs).start(),
                new ApiServiceProcess("serve", environment, logs).start());
        shipper = new ApiServiceProcess("ship", environment, logs).start();
        for (ApiServiceProcess replica : replicas) {
            awaitReady(replica);
        }
    }

    @AfterEach
    void stop() {
        finished.set(true);
        replicas.forEach(ApiServiceProcess::close);
        shipper.close();
        pager.stop(0);
        record.close();
        cloud.close();
    }

    @Test
    void noAcknowledgedWriteIsLostOrDuplicatedWhileProcessesAreKilled() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        CountDownLatch done = new CountDownLatch(CLIENTS);
        for (int c = 0; c < CLIENTS; c++) {
            int seed = c;
            clients.execute(() -> {
                client(seed);
                done.countDown();
            });
        }
        Random random = new Random(11);
        for (int kill = 0; kill < KILLS; kill++) {
            int before = acknowledgedWrites.get();
            awaitMore(before + 15); // the load must have recovered before the next kill
            ApiServiceProcess victim = replicas.get(random.nextInt(2));
            victim.kill();
            shipper.kill();
            int killedAt = acknowledgedWrites.get();
            awaitMore(killedAt + 5); // the other replica serves
            victim.start();
            shipper.start();
            awaitReady(victim);
        }
        // one rolling restart
        for (ApiServiceProcess replica : replicas) {
            assertThat(replica.terminate()).isZero();
            replica.start();
            awaitReady(replica);
        }
        finished.set(true);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        clients.shutdownNow();
        assertThat(broken.get()).isNull();
        System.out.printf(
                "ledger: %d writes and %d alerts acknowledged, %d requests repeated, %d kills of a replica and of the shipper%n",
                acknowledgedWrites.get(), acknowledgedAlerts.size(), repeats.get(), KILLS);

        assertThat(repeats.get()).as("the kills must have interrupted requests").isPositive();
        assertThat(rows(record, "SELECT idempotency_key FROM alerts"))
                .containsExactlyInAnyOrderElementsOf(acknowledgedAlerts);
        assertThat(rows(record, "SELECT count(*), (SELECT seq FROM outbox_head) FROM outbox"))
                .containsExactly(acknowledgedWrites + "|" + acknowledgedWrites);
        shipper.kill();
        Shipper rest = new Shipper(record, cloud);
        while (rest.ship().pending() > 0) {
            // until no entry is pending
        }
        String projected = "SELECT p.id, p.name, p.mrn, p.allergies, p.checksum FROM patients p %s ORDER BY id";
        assertThat(rows(cloud, projected.formatted("")))
                .isNotEmpty()
                .isEqualTo(rows(
                        record,
                        projected.formatted("JOIN (SELECT DISTINCT entity FROM outbox) o ON o.entity = p.id::text")));
    }

    private void client(int seed) {
        Random random = new Random(seed);
        try {
            for (int n = 0; !finished.get(); n++) {
                String key = "ledger-" + seed + "-" + n + "-" + UUID.randomUUID();
                if (n % 2 == 0) {
                    until(
                            random,
                            key,
                            "PUT",
                            "/v1/patients/" + (1 + random.nextInt(30)) + "/allergies",
                            "{\"allergies\":[\"" + key + "\"]}");
                    acknowledgedWrites.incrementAndGet();
                } else {
                    until(random, key, "POST", "/v1/alerts", "{\"severity\":\"critical\",\"message\":\"" + key + "\"}");
                    acknowledgedAlerts.add(key);
                }
            }
        } catch (Throwable failed) {
            broken.compareAndSet(null, failed);
        }
    }

    /** Repeats a request with the same key, at either replica, until it is acknowledged. */
    private void until(Random random, String key, String method, String path, String body) throws InterruptedException {
        for (int attempt = 0; attempt < 2000; attempt++) {
            String url = replicas.get(random.nextInt(2)).url();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                    .timeout(Duration.ofSeconds(5))
                    .header("Idempotency-Key", key)
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                int status = client.send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode();
                if (status == 200 || status == 201) {
                    return;
                }
                assertThat(status).as(path).isEqualTo(503);
            } catch (IOException unknown) {
                // aborted, refused or timed out: the outcome is unknown
            }
            repeats.incrementAndGet();
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("never acknowledged: " + path);
    }

    private void awaitMore(int writes) {
        Awaitility.await("progress of the load")
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> acknowledgedWrites.get() >= writes || broken.get() != null);
    }

    private void awaitReady(ApiServiceProcess process) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(process.url() + "/readyz"))
                .timeout(Duration.ofSeconds(2))
                .build();
        Awaitility.await("readiness of " + process.url())
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }
}
