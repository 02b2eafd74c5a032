package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prontuario.workloads.common.Settings;
import io.prontuario.workloads.inference.Main;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google's and AWS's clients against a local server that checks path and credentials. */
class CloudSourcesIT {
    private static final byte[] CONTENT = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private HttpServer server;
    private String address;
    private volatile String path = "";
    private volatile String authorization = "";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            exchange.getResponseHeaders().set("Metadata-Flavor", "Google");
            respond(exchange, asked ? 200 : 404, "");
        });
        server.createContext("/computeMetadata/v1/universe/", exchange -> respond(exchange, 404, ""));
        server.createContext("/computeMetadata/v1/instance/service-accounts/default/token", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            respond(
                    exchange,
                    200,
                    "{\"access_token\":\"from-metadata\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        });
        server.createContext("/download/storage/v1/b/models/o/", this::read);
        server.createContext("/models/", this::read);
        server.start();
        address = "localhost:" + server.getAddress().getPort();
    }

    private void read(HttpExchange exchange) throws IOException {
        path = exchange.getRequestURI().toString();
        authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean known = authorization.equals("Bearer from-metadata")
                || authorization.startsWith("AWS4-HMAC-SHA256 Credential=access/");
        respond(exchange, known ? 200 : 403, known ? new String(CONTENT, StandardCharsets.UTF_8) : "");
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Google's client reads the address of the metadata server from the environment only: the mode runs as a process. */
    @Test
    void readsFromGoogleCloudStorageWithThePodsIdentity() throws Exception {
        Files.write(folder.resolve("expected"), CONTENT);
        Path target = folder.resolve("model");
        ProcessBuilder fetch = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "fetch-model",
                "gs://models/chat/small%20one.gguf",
                Checksums.sha256(folder.resolve("expected")),
                target.toString());
        fetch.environment().putAll(Map.of("GCS_ENDPOINT", "http://" + address, "GCE_METADATA_HOST", address));
        Path log = folder.resolve("log");
        int status = fetch.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(status).as(Files.readString(log)).isZero();
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(path).startsWith("/download/storage/v1/b/models/o/chat%2Fsmall%20one.gguf?alt=media");
    }

    @Test
    void namesTheStatusAndTheIdentityWhenReadingIsForbidden() {
        GcsSource source =
                GcsSource.from(Settings.of(Map.of("GCS_ENDPOINT", "http://" + address, "GCS_TOKEN", "another")));
        assertThatThrownBy(() -> source.open(URI.create("gs://models/m")))
                .hasMessageContaining("403")
                .hasMessageContaining("identity");
        assertThatThrownBy(() -> source.open(URI.create("gs://models"))).hasMessageContaining("gs://bucket/object");
    }

    @Test
    void readsFromAnS3CompatibleStore() throws Exception {
        S3Source source = S3Source.from(Settings.of(Map.of(
                "S3_ENDPOINT", "http://" + address + "/", "S3_ACCESS_KEY", "access", "S3_SECRET_KEY", "secret")));
        try (InputStream in = source.open(URI.create("s3://models/chat/small%20one.gguf"))) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(path).isEqualTo("/models/chat/small%20one.gguf");
        assertThat(authorization).contains("/s3/aws4_request");
        assertThatThrownBy(() -> S3Source.from(Settings.of(Map.of())).open(URI.create("s3://a/b")))
                .hasMessageContaining("S3_ENDPOINT");
        assertThatThrownBy(() -> S3Source.from(Settings.of(Map.of("S3_ENDPOINT", "http://" + address)))
                        .open(URI.create("s3://models/b")))
                .hasMessageContaining("403");
    }
}
