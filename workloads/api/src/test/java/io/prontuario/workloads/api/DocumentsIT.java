package io.prontuario.workloads.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prontuario.workloads.common.Sha256;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsIT extends SecuredApiTestBase {
    private static final String SHA256 = sha256("an x-ray");

    @TempDir
    Path folder;

    @Test
    void storesADocumentOncePerKeyAndVerifiesItsChecksumOnReading() throws Exception {
        start("full", "OBJECTS_URL", "file://" + folder);
        String token = token("clinician");
        HttpResponse<String> kept = upload(token, "an x-ray", "document-0001");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
        assertThat(json(kept).path("sha256").asText()).isEqualTo(SHA256);
        assertThat(json(upload(token, "an x-ray", "document-0001"))).isEqualTo(json(kept));
        assertThat(upload(token, "another", "document-0001").statusCode()).isEqualTo(422);
        String path = "/v1/documents/" + json(kept).path("id").asText();
        HttpResponse<String> back = get(path, token);
        assertThat(back.body()).isEqualTo("an x-ray");
        assertThat(back.headers().firstValue("X-Content-SHA256")).contains(SHA256);
        assertThat(back.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(status(path, token("nurse"))).as("no open encounter").isEqualTo(403);

        Path object = folder.resolve("patients/3/" + SHA256);
        Files.writeString(object, "an x-rax");
        assertThat(problem(get(path, token)))
                .as("content differs from the stored checksum")
                .isEqualTo("documents-unavailable");
        Files.delete(object);
        assertThat(get(path, token).statusCode()).isEqualTo(503);
    }

    @Test
    void refusesADamagedUploadAnUnknownPatientAndAMissingKey() throws Exception {
        start("full", "OBJECTS_URL", "file://" + folder);
        String token = token("clinician");
        assertThat(send(
                                "POST",
                                "/v1/documents?patientId=3&name=a",
                                token,
                                "x",
                                "Content-Type",
                                "a/b",
                                "Idempotency-Key",
                                "document-0002",
                                "X-Content-SHA256",
                                SHA256)
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(
                                "POST",
                                "/v1/documents?patientId=99999&name=a",
                                token,
                                "x",
                                "Content-Type",
                                "a/b",
                                "Idempotency-Key",
                                "document-0003")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(
                                "POST",
                                "/v1/documents?patientId=3&name=..%2Fa",
                                token,
                                "x",
                                "Content-Type",
                                "a/b",
                                "Idempotency-Key",
                                "document-0004")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/v1/documents?patientId=3&name=a", token, "x", "Content-Type", "a/b")
                        .statusCode())
                .as("no key")
                .isEqualTo(400);
        assertThat(status("/v1/documents/nothing", token)).isEqualTo(404);
        start("full");
        assertThat(problem(upload(token("clinician"), "x", "document-0005"))).isEqualTo("documents-unavailable");
    }

    @Test
    void storesDocumentsInAnS3CompatibleStore() throws Exception {
        Map<String, byte[]> objects = new ConcurrentHashMap<>();
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            boolean put = exchange.getRequestMethod().equals("PUT");
            String hash = sha256(new String(body, StandardCharsets.UTF_8));
            boolean signed = header(exchange, "Authorization").startsWith("AWS4-HMAC-SHA256 Credential=access/")
                    && (!put
                            || hash.equals(header(exchange, "x-amz-content-sha256"))
                                    && Base64.getEncoder()
                                            .encodeToString(HexFormat.of().parseHex(hash))
                                            .equals(header(exchange, "x-amz-checksum-sha256")));
            if (!signed) {
                exchange.sendResponseHeaders(403, -1);
            } else if (put) {
                objects.put(path, body);
                exchange.sendResponseHeaders(200, -1);
            } else if (objects.containsKey(path)) {
                exchange.sendResponseHeaders(200, objects.get(path).length);
                exchange.getResponseBody().write(objects.get(path));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        store.start();
        try {
            start(
                    "full",
                    "OBJECTS_URL",
                    "s3+http://localhost:" + store.getAddress().getPort() + "/records",
                    "OBJECTS_ACCESS_KEY",
                    "access",
                    "OBJECTS_SECRET_KEY",
                    "secret");
            String token = token("clinician");
            HttpResponse<String> kept = upload(token, "an x-ray", "document-0006");
            assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
            assertThat(objects).containsOnlyKeys("/records/patients/3/" + SHA256);
            String path = "/v1/documents/" + json(kept).path("id").asText();
            assertThat(get(path, token).body()).isEqualTo("an x-ray");
            store.stop(0);
            assertThat(problem(get(path, token))).isEqualTo("documents-unavailable");
        } finally {
            store.stop(0);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    private HttpResponse<String> upload(String token, String content, String key) throws Exception {
        return send(
                "POST",
                "/v1/documents?patientId=3&name=chest.png",
                token,
                content,
                "Content-Type",
                "image/png",
                "Idempotency-Key",
                key);
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
