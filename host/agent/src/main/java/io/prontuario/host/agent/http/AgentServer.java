package io.prontuario.host.agent.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prontuario.host.agent.http.Endpoint.Request;
import io.prontuario.host.agent.http.Endpoint.Response;
import io.prontuario.host.protocol.Json;
import io.prontuario.host.protocol.WireAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's HTTPS interface; docs/reference/agent.md is its reference. */
public final class AgentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final int MAX_BODY = 1 << 20;
    private static final int THREADS = 4;

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final Semaphore sending = new Semaphore(1);
    private final Tokens tokens;

    /** @throws IOException when the address cannot be listened to */
    public AgentServer(InetSocketAddress listen, SSLContext tls, Tokens tokens, List<Endpoint> endpoints)
            throws IOException {
        this.tokens = tokens;
        this.server = HttpsServer.create(listen, 16);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(workers);
        endpoints.forEach(endpoint -> server.createContext(endpoint.path(), exchange -> handle(exchange, endpoint)));
        server.createContext(
                "/",
                exchange -> handle(
                        exchange,
                        new Endpoint(
                                exchange.getRequestMethod(),
                                "/",
                                request -> problem(404, "NotFound", "No such path; see docs/reference/agent.md"))));
    }

    public void start() {
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static Response problem(int status, String reason, String message) {
        return new Response(status, new WireAnswer(null, reason, message, null));
    }

    private void handle(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            Response response = respond(exchange, endpoint);
            if (response.body() instanceof Path file) {
                send(exchange, file);
                return;
            }
            byte[] body = Json.write(response.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** One file at a time: a slow reader must not hold up the orders. */
    private void send(HttpExchange exchange, Path file) throws IOException {
        if (!sending.tryAcquire()) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            long size = Files.size(file);
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
            bytes.transferTo(exchange.getResponseBody());
        } finally {
            sending.release();
        }
    }

    private Response respond(HttpExchange exchange, Endpoint endpoint) {
        try {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            boolean write = !endpoint.method().equals("GET");
            if (!(write ? tokens.mayWrite(authorization) : tokens.mayRead(authorization))) {
                return problem(401, "Unauthorized", "Send Authorization: Bearer with this agent's token");
            }
            if (!exchange.getRequestMethod().equals(endpoint.method())) {
                return problem(405, "MethodNotAllowed", "Use " + endpoint.method());
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                return problem(413, "TooLarge", "The body is over " + MAX_BODY + " bytes");
            }
            String path = exchange.getRequestURI().getPath();
            String rest = path.substring(Math.min(endpoint.path().length(), path.length()));
            return endpoint.handler().answer(new Request(rest, new String(body, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return problem(400, "BadRequest", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} failed", endpoint.method(), endpoint.path(), e);
            return problem(500, "Failed", String.valueOf(e.getMessage()));
        }
    }
}
