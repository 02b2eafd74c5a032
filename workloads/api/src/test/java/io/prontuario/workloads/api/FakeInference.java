package io.prontuario.workloads.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A scripted inference service. */
final class FakeInference implements AutoCloseable {
    enum Behaviour {
        ANSWERS,
        BUSY,
        BREAKS_MID_STREAM
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    volatile Behaviour behaviour = Behaviour.ANSWERS;
    volatile String lastBody = "";
    volatile String lastKey = "";

    FakeInference() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.createContext("/v1/audio/transcriptions", exchange -> {
            int bytes = exchange.getRequestBody().readAllBytes().length;
            respond(exchange, 200, "{\"text\":\"" + bytes + " bytes\"}");
        });
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        lastKey = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        lastBody = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (behaviour) {
            case BUSY -> respond(exchange, 429, "{\"error\":{\"message\":\"busy\"}}");
            case BREAKS_MID_STREAM -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write("data: {\"one\":1}\n\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                throw new IOException("the host died");
            }
            case ANSWERS -> respond(
                    exchange,
                    200,
                    lastBody.contains("\"stream\":true")
                            ? "data: {\"one\":1}\n\ndata: [DONE]\n\n"
                            : "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"hello\"}}],\"usage\":{\"total_tokens\":3}}");
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
