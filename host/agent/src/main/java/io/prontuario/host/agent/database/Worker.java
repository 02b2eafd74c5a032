package io.prontuario.host.agent.database;

import io.prontuario.host.agent.state.JsonStore;
import io.prontuario.host.protocol.data.DataOrder.Promote;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the instance to what was ordered, one step at a time. One thread. */
final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long IDLE_MILLIS = 100;
    private static final long AFTER_FAILURE_MILLIS = 500;
    private static final long UPKEEP_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final Instance instance;
    private final JsonStore<DatabaseState> store;
    private final Observer observer;
    private final Monitor monitor;
    private final Steps steps;
    private final WriterSteps writer;
    private final Boxes boxes;
    private final Incidents incidents = new Incidents(System::nanoTime);
    private final ReplacedData replaced;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition woken = lock.newCondition();
    private final Thread thread = new Thread(this::run, "database-worker");
    private volatile boolean closed;
    private volatile boolean copying;
    private volatile String problem = "";
    private boolean wake;
    private boolean aligned;
    private long keptAt = System.nanoTime() - UPKEEP_NANOS;
    private @Nullable DatabaseState settled;

    Worker(Parts parts) {
        this.instance = parts.instance();
        this.store = parts.store();
        this.observer = parts.observer();
        this.monitor = parts.monitor();
        this.writer = parts.writer();
        this.steps = parts.steps();
        this.boxes = new Boxes(instance.folder.configuration("ident.conf"), instance.node);
        this.replaced = new ReplacedData(instance.folder);
        thread.setDaemon(true);
    }

    /** What the worker works with. */
    record Parts(
            Instance instance,
            JsonStore<DatabaseState> store,
            Observer observer,
            Monitor monitor,
            WriterSteps writer,
            Steps steps) {}

    void start() {
        thread.start();
    }

    /** Something is new: look at once. */
    void wake() {
        lock.lock();
        try {
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a base copy, a rewind or a first cluster is being made. */
    boolean copying() {
        return copying;
    }

    /** What is wrong, in a sentence; empty when nothing is. */
    String problem() {
        String now = problem;
        return now.isEmpty() ? incidents.lately() : now;
    }

    /** Whether everything that this state asks for is done, or waits for something else. */
    boolean settled(DatabaseState state) {
        lock.lock();
        try {
            return state.equals(settled);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is so. Whether it is. */
    boolean await(BooleanSupplier done, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (!done.getAsBoolean()) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        instance.close();
    }

    private void run() {
        boolean fresh = false;
        while (!closed) {
            try {
                Situation situation = observer.look(fresh);
                fresh = false;
                noteCrash();
                align(situation);
                Step step = NextStep.after(situation);
                if (situation.follows()) {
                    incidents.streams();
                }
                if (step instanceof Step.Wait wait) {
                    problem = wait.problem();
                    upkeep(situation);
                    if (situation.instance().answer() != null) {
                        instance.sql(); // connected before it is needed: a promotion does not wait for a handshake
                    }
                    settle(situation.state());
                    pause(IDLE_MILLIS);
                } else if (step instanceof Step.Work work) {
                    carryOut(work, situation.state());
                    fresh = true;
                }
            } catch (IOException | SQLException | RuntimeException e) {
                LOG.warn("{}: {}", instance.node, String.valueOf(e.getMessage()), e);
                problem = String.valueOf(e.getMessage());
                instance.end();
                fresh = true;
                settle(null);
                rest();
            }
        }
    }

    private void carryOut(Step.Work step, DatabaseState state) throws IOException, SQLException {
        LOG.info("{}: {}", instance.node, step.getClass().getSimpleName());
        copying = step instanceof Step.Initialize || step instanceof Step.BaseCopy || step instanceof Step.Rewind;
        if (step instanceof Step.Start) {
            observer.starting();
        } else if (step instanceof Step.StopHandMade hand) {
            incidents.happened(
                    "Was promoted by hand (timeline " + hand.timeline() + ") and was stopped: what was written then is"
                            + " on this box only, and following again removes it. Use prontuario switchover to move the writer");
        } else if (step instanceof Step.ChooseWay way) {
            incidents.detour("Follows by " + way.way() + ": " + way.why());
        }
        try {
            steps.carryOut(step, boxes.of(state.orders()));
            monitor.writes(writes(store.get()));
            problem = "";
        } finally {
            observer.stepped(step);
            copying = false;
            settle(null);
        }
    }

    private static boolean writes(DatabaseState state) {
        Promote promote = state.promotion();
        return promote != null && promote.epoch() == state.held().epoch();
    }

    private void noteCrash() {
        if (observer.crashed()) {
            LOG.warn("{}: PostgreSQL ended without being told to", instance.node);
            incidents.happened("PostgreSQL ended without being told to; it is started again as a standby. See "
                    + instance.folder.log());
        }
    }

    /** A running instance that an earlier agent left may have been told less than was recorded. */
    private void align(Situation situation) throws IOException, SQLException {
        if (!aligned && situation.instance().answer() != null) {
            instance.configure(situation.state(), boxes.of(situation.state().orders()));
            instance.reload();
            monitor.writes(writes(situation.state()));
        }
        aligned |=
                situation.instance().answer() != null || !situation.instance().running();
    }

    /** What has to be looked at again from time to time. */
    private void upkeep(Situation situation) throws IOException, SQLException {
        if (System.nanoTime() - keptAt < UPKEEP_NANOS || situation.instance().empty()) {
            return;
        }
        keptAt = System.nanoTime();
        boolean renewed = instance.certificates.copy();
        if (situation.state().streaming() != null) {
            instance.certificates.copyForStream();
        }
        if (situation.instance().answer() == null) {
            return;
        }
        if (situation.follows()) {
            replaced.removeOlder();
        }
        Promote promote = situation.state().promotion();
        renewed |= instance.files.write(
                instance.folder.configuration("ident.conf"),
                Configuration.ident(boxes.of(situation.state().orders())));
        if (renewed) {
            instance.reload();
        }
        if (promote != null && writes(situation.state())) {
            writer.keepSlots(promote);
        }
    }

    private void settle(@Nullable DatabaseState state) {
        lock.lock();
        try {
            settled = state;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Other boxes' answers do not shorten it. */
    private void rest() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AFTER_FAILURE_MILLIS);
        while (!closed && System.nanoTime() < end) {
            pause(AFTER_FAILURE_MILLIS / 10);
        }
    }

    private void pause(long millis) {
        lock.lock();
        try {
            if (!wake && !closed) {
                woken.await(millis, TimeUnit.MILLISECONDS);
            }
            wake = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with the box's certificate. */
    Optional<String> certificateProblem() {
        return instance.certificates.problem(Instant.now());
    }
}
