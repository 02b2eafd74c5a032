package io.prontuario.host.agent.witness;

import io.prontuario.host.protocol.data.DataOrder.Follow;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives the WAL of the writer that it was told last, again and again while that fails. Its thread lives as long as its process. */
final class Receiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Receiver.class);
    private static final long SHORT_PAUSE_MILLIS = 20;
    private static final long LONG_PAUSE_MILLIS = 1_000;
    /** So often the pause is short: a writer that is being promoted waits for this copy with its first write. */
    private static final int SHORT_PAUSES = 250;

    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReceiverProcess program;
    private final WriterCheck writer;
    private final WitnessWal wal;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Thread thread = new Thread(this::run, "witness-receiver");
    private @Nullable Follow wanted;
    private Optional<Running> running = Optional.empty();
    private @Nullable String problem;
    private boolean unbroken;
    private int failures;
    private boolean hurry;
    private boolean closed;

    private record Running(Follow follow, Process process, long since) {}

    Receiver(ReceiverProcess program, WriterCheck writer, WitnessWal wal) {
        this.program = program;
        this.writer = writer;
        this.wal = wal;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Receives this writer's WAL from now on, and no other's. A repeated order tries again at once. */
    void follow(Follow order) throws IOException {
        lock.lock();
        try {
            if (wanted == null || !same(wanted, order)) {
                failures = 0;
            }
            wanted = order;
            hurry = true;
            if (running.isPresent() && !same(running.get().follow(), order)) {
                ReceiverProcess.end(running.get().process());
            }
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** When this returns, no process of it acknowledges anything any more. */
    void end() throws IOException {
        lock.lock();
        try {
            wanted = null;
            problem = null;
            if (running.isPresent()) {
                ReceiverProcess.end(running.get().process());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether a process receives. */
    boolean receives() {
        lock.lock();
        try {
            return running.isPresent() && running.get().process().isAlive();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has received the WAL of the ordered epoch without a restart of this agent. */
    boolean unbroken() {
        lock.lock();
        try {
            return unbroken;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    String problem() {
        lock.lock();
        try {
            boolean steady = running.isPresent()
                    && running.get().process().isAlive()
                    && System.nanoTime() - running.get().since() > STEADY_NANOS;
            return steady ? null : problem;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        end();
        lock.lock();
        try {
            closed = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Optional<Follow> follow = next();
            if (follow.isEmpty()) {
                return;
            }
            boolean worked;
            try {
                worked = receive(follow.get());
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "the WAL of {} cannot be received",
                        follow.get().writer().name(),
                        e);
                failed(String.valueOf(e.getMessage()));
                worked = false;
            } catch (InterruptedException e) {
                return;
            }
            tried(worked);
        }
    }

    /** Waits until there is a writer to receive from, and for the pause after a failure; empty when closed. */
    private Optional<Follow> next() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(failures < SHORT_PAUSES ? SHORT_PAUSE_MILLIS : LONG_PAUSE_MILLIS);
            while (!closed && (wanted == null || (left > 0 && !hurry))) {
                if (wanted == null) {
                    woken.await();
                } else {
                    left = woken.awaitNanos(left);
                }
            }
            hurry = false;
            return closed ? Optional.empty() : Optional.ofNullable(wanted);
        } catch (InterruptedException e) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void tried(boolean worked) {
        lock.lock();
        try {
            failures = worked ? 0 : failures + 1;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it has received for a while */
    private boolean receive(Follow follow) throws IOException, InterruptedException {
        Optional<String> objection = writer.objection(follow);
        if (objection.isPresent()) {
            failed(objection.get());
            return false;
        }
        Optional<Running> started = begin(follow);
        if (started.isEmpty()) {
            return true;
        }
        LOG.info("receives the WAL of {} in epoch {}", follow.writer().name(), follow.epoch());
        int code = started.get().process().waitFor();
        boolean onPurpose = ended();
        if (!onPurpose) {
            String failure = program.failure(code);
            LOG.warn("no longer receives the WAL of {}: {}", follow.writer().name(), failure);
            failed(failure);
            if (ReceiverProcess.cannotGoOn(failure)) {
                wal.beginAnew(follow.epoch());
            }
        }
        return onPurpose || System.nanoTime() - started.get().since() > STEADY_NANOS;
    }

    /** Under the lock, so that no process begins after {@link #end} has returned. */
    private Optional<Running> begin(Follow follow) throws IOException {
        lock.lock();
        try {
            if (closed || wanted == null || !same(wanted, follow)) {
                return Optional.empty();
            }
            Process process = program.start(follow.writer(), wal.begin(follow.epoch()));
            running = Optional.of(new Running(follow, process, System.nanoTime()));
            unbroken = true;
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was ended on purpose */
    private boolean ended() {
        lock.lock();
        try {
            Follow now = wanted;
            boolean onPurpose =
                    now == null || running.isEmpty() || !same(running.get().follow(), now);
            running = Optional.empty();
            return onPurpose;
        } finally {
            lock.unlock();
        }
    }

    private void failed(String why) {
        lock.lock();
        try {
            problem = wanted == null ? null : why;
        } finally {
            lock.unlock();
        }
    }

    private static boolean same(Follow one, Follow other) {
        return one.epoch() == other.epoch() && one.writer().equals(other.writer());
    }
}
