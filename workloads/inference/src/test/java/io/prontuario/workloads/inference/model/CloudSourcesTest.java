package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.prontuario.workloads.common.Settings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both stores' ways of speaking, on a local server that checks who asks. */
class CloudSourcesTest {
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
        server.createContext("/computeMetadata/", exchange -> {
            byte[] token = "{\"access_token\":\"from-metadata\",\"expires_in\":3599}".getBytes(StandardCharsets.UTF_8);
            boolean asked = "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"));
            exchange.sendResponseHeaders(asked ? 200 : 403, asked ? token.length : -1);
            if (asked) {
                exchange.getResponseBody().write(token);
            }
            exchange.close();
        });
        server.createContext("/", exchange -> {
            path = exchange.getRequestURI().toString();
            authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            boolean known = authorization.equals("Bearer from-metadata")
                    || authorization.startsWith("AWS4-HMAC-SHA256 Credential=access/");
            exchange.sendResponseHeaders(known ? 200 : 403, known ? CONTENT.length : -1);
            if (known) {
                exchange.getResponseBody().write(CONTENT);
            }
            exchange.close();
        });
        server.start();
        address = "localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsFromGoogleCloudStorageWithThePodsIdentity() throws Exception {
        GcsSource source =
                GcsSource.from(Settings.of(Map.of("GCS_ENDPOINT", "http://" + address, "GCE_METADATA_HOST", address)));
        ModelFetcher fetcher = new ModelFetcher(List.of(source));
        Path target = folder.resolve("model");
        java.nio.file.Files.write(folder.resolve("expected"), CONTENT);
        fetcher.fetch("gs://models/chat/small%20one.gguf", Checksums.sha256(folder.resolve("expected")), target);
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(path).isEqualTo("/storage/v1/b/models/o/chat%2Fsmall%20one.gguf?alt=media");
        assertThatThrownBy(() -> source.open(URI.create("gs://models"))).hasMessageContaining("gs://bucket/object");
    }

    @Test
    void saysWhenTheIdentityMayNotRead() {
        GcsSource source = GcsSource.from(Settings.of(
                Map.of("GCS_ENDPOINT", "http://" + address, "GCE_METADATA_HOST", address, "GCS_TOKEN", "another")));
        assertThatThrownBy(() -> source.open(URI.create("gs://models/m")))
                .hasMessageContaining("403")
                .hasMessageContaining("identity");
    }

    @Test
    void readsFromAnS3CompatibleStore() throws Exception {
        S3Source source = S3Source.from(Settings.of(Map.of(
                "S3_ENDPOINT", "http://" + address + "/", "S3_ACCESS_KEY", "access", "S3_SECRET_KEY", "secret")));
        try (InputStream in = source.open(URI.create("s3://models/chat/small.gguf"))) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThat(path).isEqualTo("/models/chat/small.gguf");
        assertThat(authorization).contains("/s3/aws4_request");
        assertThatThrownBy(() -> S3Source.from(Settings.of(Map.of())).open(URI.create("s3://a/b")))
                .hasMessageContaining("S3_ENDPOINT");
        assertThatThrownBy(() -> S3Source.from(Settings.of(Map.of("S3_ENDPOINT", "http://" + address)))
                        .open(URI.create("s3://a/b")))
                .hasMessageContaining("403");
    }
}
