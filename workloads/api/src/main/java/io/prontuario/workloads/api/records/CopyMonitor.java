package io.prontuario.workloads.api.records;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples the local copy in the background, on a connection of its own, so that no read pays for it. Needs no privilege: the
 * two functions of PostgreSQL are open to every role, while {@code pg_stat_wal_receiver} is not.
 */
final class CopyMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopyMonitor.class);

    private static final long INTERVAL_MILLIS = 50;
    /** While the copy cannot be reached: a server that starts or stops must not be busy with logins. */
    private static final long UNREACHABLE_MILLIS = 200;
    /** While a read waits for a position. */
    private static final long HURRIED_MILLIS = 5;

    private static final int ANSWER_MILLIS = 500;
    private static final long STALE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final String SAMPLE = "SELECT pg_is_in_recovery(),"
            + " CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn() END,"
            + " CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END";

    private record Waiter(WalPosition position, CompletableFuture<Boolean> shown) {}

    private final DirectConnections local;
    private final CopyJudge judge;
    private final Thread sampler = new Thread(this::run, "copy-monitor");
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private final Object wake = new Object();
    private volatile CopyState state = CopyState.unreachable(System.nanoTime(), java.util.OptionalLong.empty());
    private @Nullable Connection connection;

    CopyMonitor(DirectConnections local, Duration maxLag) {
        this.local = local;
        this.judge = new CopyJudge(maxLag);
        sampler.setDaemon(true);
    }

    CopyMonitor start() {
        sampler.start();
        return this;
    }

    /** The latest state; unreachable if sampling hangs. */
    CopyState state() {
        CopyState latest = state;
        long now = System.nanoTime();
        return now - latest.atNanos() > STALE_NANOS ? CopyState.unreachable(now, latest.currentAtNanos()) : latest;
    }

    /** Completes with true once the copy shows the commit at this position, with false after the limit. */
    CompletableFuture<Boolean> shows(WalPosition position, Duration limit) {
        if (state().shows(position)) {
            return CompletableFuture.completedFuture(true);
        }
        Waiter waiter = new Waiter(position, new CompletableFuture<>());
        waiters.add(waiter);
        synchronized (wake) {
            wake.notifyAll();
        }
        waiter.shown().completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS);
        return waiter.shown();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                CopyState next = sample();
                if (next.standing() != state.standing()) {
                    LOG.info("local copy of the record: {} -> {}", state.standing(), next.standing());
                }
                state = next;
                waiters.removeIf(waiter -> waiter.shown().isDone());
                waiters.stream().filter(waiter -> next.shows(waiter.position())).forEach(waiter -> waiter.shown()
                        .complete(true));
                synchronized (wake) {
                    wake.wait(pause());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            disconnect();
        }
    }

    private long pause() {
        if (connection == null) {
            return UNREACHABLE_MILLIS;
        }
        return waiters.isEmpty() ? INTERVAL_MILLIS : HURRIED_MILLIS;
    }

    private CopyState sample() {
        try {
            Connection open = connection;
            if (open == null) {
                open = local.open(ANSWER_MILLIS);
                connection = open;
            }
            try (Statement statement = open.createStatement();
                    ResultSet row = statement.executeQuery(SAMPLE)) {
                row.next();
                long now = System.nanoTime();
                if (!row.getBoolean(1)) {
                    return judge.writer(now);
                }
                // without streaming since its start a standby has received nothing, and has replayed what it restored
                WalPosition replayed = WalPosition.of(row.getString(3)).orElse(new WalPosition(0));
                WalPosition received = WalPosition.of(row.getString(2))
                        .filter(at -> at.compareTo(replayed) > 0)
                        .orElse(replayed);
                return judge.standby(new CopyJudge.Sample(now, received, replayed));
            }
        } catch (SQLException | RuntimeException failed) {
            disconnect();
            return judge.unreachable(System.nanoTime());
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        DirectConnections.closeQuietly(open);
    }

    @Override
    public void close() {
        sampler.interrupt();
    }
}
