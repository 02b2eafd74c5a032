package io.prontuario.host.agent.database;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the instance ten times a second how far it is, and writes a message into the WAL of one that writes: a writer that falls silent
 * is noticed by what it does not send. One thread and one connection.
 */
final class Monitor implements AutoCloseable {
    private static final Duration STATEMENT = Duration.ofSeconds(1);
    private static final long EVERY_MILLIS = 100;
    private static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LATELY_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final String HEARTBEAT = "SELECT pg_logical_emit_message(true, 'prontuario', 'writes')";

    private final Sql.Target target;
    private final Postmaster postmaster;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread = new Thread(this::run, "database-monitor");
    private volatile boolean closed;
    private volatile boolean writes;

    private @Nullable Seen seen;
    private long asked;
    private long answered;
    private boolean drained;
    private final Arrivals arrivals = new Arrivals();

    Monitor(Sql.Target target, Postmaster postmaster) {
        this.target = target;
        this.postmaster = postmaster;
        thread.setDaemon(true);
    }

    /**
     * @param identity of the process that answered
     * @param drained whether it has replayed, since its start, all that its disk held
     * @param receiving whether WAL arrived lately
     * @param lag since when it has not replayed something that it had received; null: unknown
     * @param at when it was asked, by the monotonic clock
     */
    record Seen(String identity, Sample sample, boolean drained, boolean receiving, @Nullable Duration lag, long at) {
        boolean isYounger(Duration than) {
            return System.nanoTime() - at < than.toNanos();
        }
    }

    void start() {
        thread.start();
    }

    /** Whether it goes on asking. */
    boolean asks() {
        return thread.isAlive();
    }

    /** Whether messages are written, once the instance is a writer. */
    void writes(boolean may) {
        writes = may;
    }

    Optional<Seen> last() {
        lock.lock();
        try {
            return Optional.ofNullable(seen);
        } finally {
            lock.unlock();
        }
    }

    /** What it answers to a question that is asked after this call; empty when it does not answer in time. */
    Optional<Seen> fresh(Duration limit) {
        lock.lock();
        try {
            long mine = asked + 1;
            long left = limit.toNanos();
            changed.signalAll();
            while (answered < mine && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return answered < mine ? Optional.empty() : Optional.ofNullable(seen);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(STATEMENT.toMillis() * 3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Sql sql = null;
        String identity = "";
        long beaten = 0;
        while (!closed) {
            long question = ask();
            long at = System.nanoTime();
            Sample sample = null;
            try {
                String now =
                        postmaster.running().map(Postmaster.Running::identity).orElse("");
                if (sql != null && !now.equals(identity)) {
                    sql.close();
                    sql = null;
                }
                if (!now.isEmpty()) {
                    if (sql == null) {
                        sql = Sql.connect(target, STATEMENT);
                        sql.execute("SET synchronous_commit = local");
                        identity = now;
                    }
                    sample = Sample.take(sql);
                    if (!sample.recovering() && writes && at - beaten > HEARTBEAT_NANOS) {
                        beaten = at;
                        sql.text(HEARTBEAT);
                    }
                }
            } catch (SQLException | IOException | RuntimeException e) {
                // Whatever went wrong this time, it does not answer, and is asked again.
                sample = null;
                if (sql != null) {
                    sql.close();
                    sql = null;
                }
            }
            answer(question, identity, sample, at);
        }
        if (sql != null) {
            sql.close();
        }
    }

    private long ask() {
        lock.lock();
        try {
            return ++asked;
        } finally {
            lock.unlock();
        }
    }

    private void answer(long question, String identity, @Nullable Sample sample, long at) {
        lock.lock();
        try {
            answered = question;
            if (sample == null) {
                seen = null;
                drained = false;
                arrivals.forget();
            } else {
                boolean same = seen != null && seen.identity().equals(identity);
                drained = (drained && same) || !sample.recovering() || sample.drained();
                arrivals.note(sample, at);
                seen = new Seen(identity, sample, drained, arrivals.lately(at), arrivals.lag(at), at);
            }
            changed.signalAll();
            changed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** When WAL arrived, by the monotonic clock: no clocks of two boxes are compared. */
    static final class Arrivals {
        private static final int REMEMBERED = 600;

        private record Arrival(long position, long at) {}

        private final Deque<Arrival> waiting = new ArrayDeque<>();
        private long newest;
        private long newestAt;
        private boolean known;
        private boolean arrived;
        private boolean writes;

        void forget() {
            waiting.clear();
            known = false;
            arrived = false;
        }

        void note(Sample sample, long at) {
            writes = !sample.recovering();
            Sample.Receiver receiver = sample.receiver();
            if (writes || receiver == null || !receiver.streaming()) {
                known = false;
            } else {
                if (known && receiver.flushed() > newest) {
                    arrived = true;
                    newestAt = at;
                    waiting.add(new Arrival(receiver.flushed(), at));
                    if (waiting.size() > REMEMBERED) {
                        waiting.removeLast();
                    }
                }
                newest = receiver.flushed();
                known = true;
            }
            waiting.removeIf(arrival -> arrival.position() <= sample.replayed());
        }

        boolean lately(long at) {
            return !writes && known && arrived && at - newestAt < LATELY_NANOS;
        }

        @Nullable
        Duration lag(long at) {
            if (writes) {
                return Duration.ZERO;
            }
            if (!lately(at)) {
                return null;
            }
            Arrival oldest = waiting.peekFirst();
            return oldest == null ? Duration.ZERO : Duration.ofNanos(at - oldest.at());
        }
    }
}
