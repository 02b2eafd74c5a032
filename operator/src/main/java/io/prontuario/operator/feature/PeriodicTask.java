package io.prontuario.operator.feature;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one task at an interval on one daemon thread of its own, so that what it waits for delays no pass. An exception is logged
 * and the task runs again at its next time. The thread exists from the first run on. Thread-safe.
 */
public final class PeriodicTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
    /** How long {@link #close} waits for a run in progress. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);

    private final String name;
    private final Runnable work;
    private final ScheduledThreadPoolExecutor executor;
    private final AtomicBoolean queued = new AtomicBoolean();
    private @Nullable ScheduledFuture<?> schedule;
    private @Nullable Duration interval;

    /** @param name of the task's thread, and of the task in logs */
    public PeriodicTask(String name, ThreadFactory threads, Runnable work) {
        this.name = name;
        this.work = work;
        this.executor = new ScheduledThreadPoolExecutor(1, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    /**
     * Runs the task now, and then again and again, each time this long after the run before has ended. A call with another
     * interval reschedules; a call with the same one changes nothing.
     *
     * @return whether this call began a schedule, so that a run follows at once
     */
    public synchronized boolean every(Duration newInterval) {
        if (newInterval.equals(interval) || executor.isShutdown()) {
            return false;
        }
        pause();
        interval = newInterval;
        schedule = executor.scheduleWithFixedDelay(this::run, 0, newInterval.toMillis(), TimeUnit.MILLISECONDS);
        return true;
    }

    /** Ends the schedule; {@link #every} begins another one. */
    public synchronized void pause() {
        if (schedule != null) {
            schedule.cancel(false);
        }
        schedule = null;
        interval = null;
    }

    /** Runs the task once more as soon as its thread is free. A run that is waiting already is enough. */
    public void runNow() {
        if (queued.compareAndSet(false, true)) {
            submit(
                    () -> {
                        queued.set(false);
                        run();
                    },
                    Duration.ZERO);
        }
    }

    /** Runs the task once more after this time. */
    public void runAfter(Duration delay) {
        submit(this::run, delay);
    }

    /** Interrupts a run in progress and waits for its end, a second at most. The task does not run again. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("task {} did not end within {} ms; its thread ends with its run", name, CLOSE_WAIT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(Runnable once, Duration delay) {
        try {
            executor.schedule(once, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("task {} is closed and does not run again", name);
        }
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("task {} failed; it runs again at its next time", name, e);
        }
    }
}
