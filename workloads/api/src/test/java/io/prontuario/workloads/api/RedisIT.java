package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas with a real redis-server (Debian's, see testbed/build/packages.sh) that is killed and restarted. */
class RedisIT extends SecuredApiTestBase {
    @TempDir
    Path folder;

    private Process redis;
    private ApiService other;

    /** Installs redis-server if it is missing. */
    @BeforeAll
    static void packages() throws Exception {
        Process script = new ProcessBuilder("bash", "../../testbed/build/packages.sh")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(script.waitFor()).as("testbed/build/packages.sh").isZero();
    }

    @AfterEach
    void end() throws Exception {
        if (other != null) {
            other.stop();
        }
        if (redis != null) {
            redis.destroyForcibly().waitFor();
        }
    }

    @Test
    void replicasShareSessionsAndLimitsThroughRedisAndServeWithoutIt() throws Exception {
        int port = freePort();
        redis(port);
        String url = "redis://localhost:" + port;
        start("full", "REDIS_URL", url, "RATE_LIMIT_PER_MINUTE", "20");
        other = service;
        service = null;
        start("full", "REDIS_URL", url, "RATE_LIMIT_PER_MINUTE", "20");

        String token = token("clinician");
        assertThat(json(send("POST", "/v1/auth/logout", token, ""))
                        .path("everywhere")
                        .asBoolean())
                .isTrue();
        assertThat(elsewhere(token)).as("revoked by the other replica").isEqualTo(401);

        String limited = token("service");
        for (int i = 0; i < 10; i++) {
            assertThat(status("/v1/patients/1", limited)).isEqualTo(200);
            assertThat(elsewhere(limited)).isEqualTo(200);
        }
        assertThat(status("/v1/patients/1", limited))
                .as("limit shared by both replicas")
                .isEqualTo(429);
        assertThat(elsewhere(limited)).isEqualTo(429);

        redis.destroyForcibly().waitFor();
        String later = token("clinician");
        assertThat(status("/v1/patients/1", later)).as("served without Redis").isEqualTo(200);
        assertThat(metrics()).contains("prontuario_api_redis_up 0.0");
        assertThat(json(send("POST", "/v1/auth/logout", later, ""))
                        .path("everywhere")
                        .asBoolean())
                .as("revocation is not shared")
                .isFalse();
        assertThat(status("/v1/patients/1", later))
                .as("revoked in this replica")
                .isEqualTo(401);

        redis(port);
        String again = token("clinician");
        // Redis is retried with a request, once a second
        Awaitility.await()
                .pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    status("/v1/patients/1", again);
                    return metrics().contains("prontuario_api_redis_up 1.0");
                });
    }

    private String metrics() throws Exception {
        return get("/metrics", "").body();
    }

    private int elsewhere(String token) throws Exception {
        ApiService mine = service;
        service = other;
        try {
            return status("/v1/patients/1", token);
        } finally {
            service = mine;
        }
    }

    private void redis(int port) throws Exception {
        redis = new ProcessBuilder(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Awaitility.await("redis-server listens")
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(20))
                .until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
