package io.prontuario.host.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prontuario.host.protocol.AdmissionRequest;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.host.protocol.Json;
import io.prontuario.host.protocol.WireAnswer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's HTTPS interface; docs/concepts/front-door.md is its reference. */
final class AgentServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentServer.class);
    private static final int MAX_BODY = 1 << 20;
    private static final int THREADS = 4;

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    private final Tokens tokens;
    private final Agent agent;

    AgentServer(InetSocketAddress listen, SSLContext tls, Tokens tokens, Agent agent) throws IOException {
        this.tokens = tokens;
        this.agent = agent;
        this.server = HttpsServer.create(listen, 16);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(workers);
        server.createContext("/v1/report", exchange -> handle(exchange, "GET", this::report));
        server.createContext("/v1/configuration", exchange -> handle(exchange, "PUT", this::configure));
        server.createContext("/v1/admission", exchange -> handle(exchange, "PUT", this::admit));
        server.createContext("/v1/heartbeat", exchange -> handle(exchange, "PUT", this::heartbeat));
        server.createContext(
                "/", exchange -> handle(exchange, exchange.getRequestMethod(), body -> problem(404, "NotFound")));
    }

    void start() {
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private record Response(int status, Object body) {}

    private interface Endpoint {
        Response answer(String body) throws IOException;
    }

    private Response report(String body) throws IOException {
        return new Response(200, agent.report());
    }

    private Response configure(String body) throws IOException {
        return answer(agent.apply(Json.read(body, Bundle.class)));
    }

    private Response admit(String body) throws IOException {
        AdmissionRequest request = Json.read(body, AdmissionRequest.class);
        return answer(agent.admit(request.token(), request.bootId()));
    }

    private Response heartbeat(String body) throws IOException {
        return answer(agent.heartbeat(Json.read(body, Heartbeat.class)));
    }

    private static Response answer(AgentAnswer answer) {
        return new Response(WireAnswer.status(answer), WireAnswer.of(answer));
    }

    private static Response problem(int status, String reason) {
        return problem(status, reason, "");
    }

    private static Response problem(int status, String reason, String message) {
        return new Response(status, new WireAnswer(null, reason, message, null));
    }

    private void handle(HttpExchange exchange, String method, Endpoint endpoint) throws IOException {
        try (exchange) {
            Response response = respond(exchange, method, endpoint);
            byte[] body = Json.write(response.body()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Response respond(HttpExchange exchange, String method, Endpoint endpoint) {
        try {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            boolean write = !method.equals("GET");
            if (!(write ? tokens.mayWrite(authorization) : tokens.mayRead(authorization))) {
                return problem(401, "Unauthorized", "Send Authorization: Bearer with this agent's token");
            }
            if (!exchange.getRequestMethod().equals(method)) {
                return problem(405, "MethodNotAllowed", "Use " + method);
            }
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                return problem(413, "TooLarge", "The body is over " + MAX_BODY + " bytes");
            }
            return endpoint.answer(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return problem(400, "BadRequest", String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
            return problem(500, "Failed", String.valueOf(e.getMessage()));
        }
    }
}
