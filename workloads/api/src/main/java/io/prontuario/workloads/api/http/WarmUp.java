package io.prontuario.workloads.api.http;

import io.prontuario.workloads.common.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs patient lookups before the process reports that it is ready: a host that has come back gets every request at once, and a
 * process that has yet to load and compile its code answers the first ones too late. It reads only, and leaves no entry in the audit.
 */
public final class WarmUp implements Readiness, AutoCloseable {
    /** One lookup. */
    @FunctionalInterface
    interface Turn {
        void run(int number)
                throws SQLException, InterruptedException, ExecutionException, TimeoutException, ProblemException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** The virtual machine compiles a method after about 200 calls. */
    private static final int TURNS = 300;
    /** A process that is slower than this is of more use cold than not at all. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long POLL_MILLIS = 50;
    private static final int HTTP_EVERY = 3;
    private static final byte[] REQUEST =
            "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Readiness dependencies;
    private final Turn lookup;
    private volatile boolean done;
    private volatile Thread thread = new Thread(() -> {});

    /** @param dependencies what has to be ready before: lookups need the record */
    WarmUp(Readiness dependencies, Turn lookup) {
        this.dependencies = dependencies;
        this.lookup = lookup;
    }

    /** Begins once the dependencies are ready. Returns at once. @param server of this process */
    public void start(InetSocketAddress server) {
        thread = new Thread(() -> run(server), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(InetSocketAddress server) {
        try {
            while (!dependencies.current().ready()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            long started = System.nanoTime();
            int turns = turns(server, started);
            LOG.info("warmed up: {} lookups in {} ms", turns, (System.nanoTime() - started) / 1_000_000);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (IOException
                | SQLException
                | ExecutionException
                | TimeoutException
                | ProblemException
                | RuntimeException failed) {
            // requests find out for themselves, and get a better answer than a probe can give
            LOG.warn("the warm-up ended early: {}", failed.toString());
        } finally {
            done = true;
        }
    }

    private int turns(InetSocketAddress server, long started)
            throws IOException, SQLException, InterruptedException, ExecutionException, TimeoutException,
                    ProblemException {
        int turn = 0;
        while (turn < TURNS && System.nanoTime() - started < LIMIT_NANOS) {
            lookup.run(turn);
            if (turn % HTTP_EVERY == 0) {
                ask(server);
            }
            turn++;
        }
        return turn;
    }

    private static void ask(InetSocketAddress server) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(REQUEST);
            socket.getInputStream().readAllBytes();
        }
    }

    @Override
    public Status current() {
        Status status = dependencies.current();
        return status.ready() && !done ? Status.notReady("warming up") : status;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
