package io.prontuario.workloads.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a real HTTP server. */
class ModelFetcherIT {
    private static final byte[] CONTENT = "a model".repeat(50_000).getBytes();

    @TempDir
    Path folder;

    @Test
    void fetchesOverHttpAndReportsErrors() throws Exception {
        String sha256 = Checksums.sha256(Files.write(folder.resolve("source"), CONTENT));
        Path target = Files.createDirectory(folder.resolve("models")).resolve("smollm2");
        ModelFetcher fetcher = ModelFetcher.standard();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/m", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        server.createContext("/cut", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        server.start();
        String base = "http://localhost:" + server.getAddress().getPort();
        try {
            assertThatThrownBy(() -> fetcher.fetch(base + "/absent", sha256, target))
                    .hasMessageContaining("404");
            assertThatThrownBy(() -> fetcher.fetch(base + "/cut", sha256, target))
                    .isInstanceOf(ModelException.class);
            assertThat(target).doesNotExist();
            assertThat(fetcher.fetch(base + "/m", sha256, target)).isEqualTo(ModelFetcher.FetchResult.FETCHED);
            assertThat(target).hasBinaryContent(CONTENT);
        } finally {
            server.stop(0);
        }
    }
}
