package io.prontuario.operator.support;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/** A machine's service port on a loopback address of its own: answers /readyz with the status it is told. */
public final class FakeSite implements AutoCloseable {
    private final AtomicInteger status = new AtomicInteger(200);
    private final InetSocketAddress address;
    private HttpServer server;

    public FakeSite(String host, int port) {
        address = new InetSocketAddress(host, port);
        start();
    }

    public void answer(int newStatus) {
        status.set(newStatus);
    }

    public void start() {
        try {
            server = HttpServer.create(address, 16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    /** Nothing accepts connections any more. */
    public void die() {
        server.stop(0);
    }

    @Override
    public void close() {
        die();
    }
}
