package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real redis-server (Debian's, see testbed/build/packages.sh), two replicas, and its death. */
class RedisIT extends SecuredHarness {
    @TempDir
    Path folder;

    private Process redis;
    private ApiService other;

    /** Brings redis-server where it is missing; says what to install where it may not. */
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
    void replicasAgreeThroughRedisAndGoOnWithoutIt() throws Exception {
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
        assertThat(elsewhere(token))
                .as("ended on one replica, known to the other")
                .isEqualTo(401);

        String limited = token("service");
        for (int i = 0; i < 10; i++) {
            assertThat(status("/v1/patients/1", limited)).isEqualTo(200);
            assertThat(elsewhere(limited)).isEqualTo(200);
        }
        assertThat(status("/v1/patients/1", limited)).as("counted together").isEqualTo(429);
        assertThat(elsewhere(limited)).isEqualTo(429);

        redis.destroyForcibly().waitFor();
        String later = token("clinician");
        long started = System.nanoTime();
        assertThat(status("/v1/patients/1", later)).as("care goes on").isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(metrics()).contains("prontuario_api_redis_up 0.0");
        assertThat(json(send("POST", "/v1/auth/logout", later, ""))
                        .path("everywhere")
                        .asBoolean())
                .as("said, not hidden")
                .isFalse();
        assertThat(status("/v1/patients/1", later)).as("this replica knows").isEqualTo(401);

        redis(port);
        String again = token("clinician");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!metrics().contains("prontuario_api_redis_up 1.0")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            status("/v1/patients/1", again);
            LockSupport.parkNanos(300_000_000);
        }
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
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!answers(port)) {
            assertThat(System.nanoTime()).as("redis-server does not listen").isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
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
