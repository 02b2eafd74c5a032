package io.prontuario.testbed.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelServerIT {
    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/tiny.gguf"), "weights");
        Files.writeString(folder.resolve("secret"), "not a model");
        server =
                ModelServer.start(folder.resolve("models"), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void servesAFileOfItsFolder() throws Exception {
        assertThat(get("/tiny.gguf").body()).isEqualTo("weights");
        assertThat(get("/other.gguf").statusCode()).isEqualTo(404);
    }

    @Test
    void servesNothingOutsideIt() throws Exception {
        assertThat(get("/%2e%2e/secret").statusCode()).isEqualTo(404);
    }

    @Test
    void otherMethodsThanGetAndHeadAreRefused() throws Exception {
        HttpRequest put = HttpRequest.newBuilder(uri("/tiny.gguf"))
                .PUT(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(put, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(405);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
