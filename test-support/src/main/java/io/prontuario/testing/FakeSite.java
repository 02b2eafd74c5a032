package io.prontuario.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A site's services in one process: the api on the first port, the inference service on the next, the admission answer
 * on the third. Requests to {@code /control/...} change the answers.
 */
public final class FakeSite implements AutoCloseable {
    private final String site;
    private final AtomicInteger beforeAdmission = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean admitted;
    private volatile int delayMillis;
    private volatile String service = "api";
    private final HttpServer api;
    private final HttpServer inference;
    private final HttpServer admission;

    public FakeSite(String site, String address, int port, int admissionPort, boolean admitted) throws IOException {
        this.site = site;
        this.admitted = admitted;
        this.api = server(address, port);
        this.inference = server(address, port == 0 ? 0 : port + 1);
        this.admission = server(address, admissionPort);
        for (HttpServer server : new HttpServer[] {api, inference}) {
            server.createContext("/readyz", e -> {
                e.getResponseHeaders().set("X-Prontuario-Service", server == inference ? "inference" : service);
                answer(e, ready ? 200 : 503, site);
            });
            server.createContext("/", this::serve);
        }
        api.createContext("/control/", this::control);
        admission.createContext("/admission", e -> answer(e, this.admitted ? 200 : 503, ""));
        for (HttpServer server : new HttpServer[] {api, inference, admission}) {
            server.start();
        }
    }

    private static HttpServer server(String address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 1024);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        return server;
    }

    public int apiPort() {
        return api.getAddress().getPort();
    }

    public int admissionPort() {
        return admission.getAddress().getPort();
    }

    public void ready(boolean value) {
        ready = value;
    }

    public void admit(boolean value) {
        admitted = value;
    }

    /** Requests for a service that came while this site was not admitted. */
    public int requestsBeforeAdmission() {
        return beforeAdmission.get();
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (!admitted) {
            beforeAdmission.incrementAndGet();
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/v1/chat/completions")) {
            stream(exchange);
            return;
        }
        try {
            Thread.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.getRequestBody().readAllBytes();
        answer(exchange, 200, "{\"site\":\"" + site + "\"}");
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (exchange;
                OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 600; i++) {
                out.write(("data: " + site + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void control(HttpExchange exchange) throws IOException {
        String[] words = exchange.getRequestURI().getPath().split("/");
        switch (words[2]) {
            case "ready" -> ready = Boolean.parseBoolean(words[3]);
            case "admitted" -> admitted = Boolean.parseBoolean(words[3]);
            case "delay" -> delayMillis = Integer.parseInt(words[3]);
            case "service" -> service = words[3];
            case "close" -> api.stop(0);
            default -> { // Only asks.
            }
        }
        answer(exchange, 200, String.valueOf(beforeAdmission.get()));
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Prontuario-Site", site);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        api.stop(0);
        inference.stop(0);
        admission.stop(0);
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        new FakeSite(args[0], "0.0.0.0", Integer.parseInt(args[1]), 0, true);
        Thread.currentThread().join();
    }
}
