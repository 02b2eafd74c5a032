package io.prontuario.testbed.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * Serves the files of one folder over HTTP, in place of the object store with the models.
 *
 * <p>Usage: {@code ModelServer FOLDER ADDRESS PORT}.
 */
public final class ModelServer {
    private final Path folder;

    private ModelServer(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: ModelServer FOLDER ADDRESS PORT");
            System.exit(2);
        }
        start(Path.of(args[0]), new InetSocketAddress(InetAddress.getByName(args[1]), Integer.parseInt(args[2])));
    }

    /** Starts serving; port 0 picks a free one. */
    static HttpServer start(Path folder, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", new ModelServer(folder)::answer);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (!head && !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                exchange.sendResponseHeaders(200, head ? -1 : Files.size(file));
                if (!head) {
                    Files.copy(file, exchange.getResponseBody());
                }
            }
        }
    }
}
