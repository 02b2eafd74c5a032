package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the route to the writer leads to a server that accepts writes, checked in the background. Requests learn it without
 * waiting, and the pool connects when it is so, at once and not after a growing pause.
 */
final class WriterMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterMonitor.class);

    private static final long INTERVAL_MILLIS = 100;
    private static final int ANSWER_MILLIS = 250;
    /** So long a server that does not accept writes is asked again on the same connection: it may be promoted any moment. */
    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String ACCEPTS_WRITES =
            "SELECT NOT pg_is_in_recovery() AND NOT current_setting('transaction_read_only')::boolean";

    private final DirectConnections writer;
    private final Thread checker = new Thread(this::run, "writer-monitor");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean up;
    private volatile boolean closed;
    private volatile Runnable whenLost = () -> {};
    private @Nullable Connection connection;
    private long connectedAt;

    /** @param writer connects to a server that does not accept writes, too */
    WriterMonitor(DirectConnections writer) {
        this.writer = writer;
        checker.setDaemon(true);
    }

    /** @param whenLost drops connections to the server that no longer is the writer */
    WriterMonitor start(Runnable whenLost) {
        this.whenLost = whenLost;
        checker.start();
        return this;
    }

    /** Whether the last check found a server that accepts writes. */
    boolean up() {
        return up;
    }

    /** Waits until the writer is reachable, at most this long; returns whether it is. */
    boolean await(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!up && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return up && !closed;
        } finally {
            lock.unlock();
        }
    }

    /** A request met a dead connection: the next check comes at once, and nobody else waits for a timeout meanwhile. */
    void suspect() {
        lock.lock();
        try {
            set(false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                boolean kept = connection != null;
                boolean now = check();
                if (!now && kept && connection == null) {
                    now = check(); // the route may have cut the old connection and lead to another server already
                }
                lock.lock();
                try {
                    set(now);
                    changed.signalAll();
                    changed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private void set(boolean now) {
        boolean before = up;
        up = now;
        if (before != now) {
            LOG.info("writer of the record: {}", now ? "reachable" : "not reachable");
        }
        if (before && !now) {
            whenLost.run();
        }
    }

    private boolean check() {
        try {
            Connection open = connection;
            if (open == null) {
                open = writer.open(ANSWER_MILLIS);
                connection = open;
                connectedAt = System.nanoTime();
            }
            try (Statement statement = open.createStatement();
                    ResultSet row = statement.executeQuery(ACCEPTS_WRITES)) {
                if (row.next() && row.getBoolean(1)) {
                    return true;
                }
            }
            if (System.nanoTime() - connectedAt < KEPT_NANOS) {
                return false; // to log in again costs the server more than to answer
            }
        } catch (SQLException | RuntimeException failed) {
            LOG.debug("the writer was not reached: {}", failed.toString());
        }
        disconnect();
        return false;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        DirectConnections.closeQuietly(open);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        checker.interrupt();
    }
}
