package io.prontuario.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service's port on one address of the loopback network: answers every path with the status that a test sets, and
 * with its address as X-Prontuario-Site.
 */
public final class FakeService implements AutoCloseable {
    private final AtomicInteger status = new AtomicInteger(200);
    private final InetSocketAddress address;
    private HttpServer server;

    /** Listens at once. */
    public FakeService(String host, int port) {
        address = new InetSocketAddress(host, port);
        start();
    }

    public void answer(int newStatus) {
        status.set(newStatus);
    }

    /** Accepts connections again. */
    public void start() {
        try {
            server = HttpServer.create(address, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Prontuario-Site", address.getHostString());
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    /** Refuses connections from now on. */
    public void die() {
        server.stop(0);
    }

    @Override
    public void close() {
        die();
    }
}
