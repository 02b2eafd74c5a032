package io.prontuario.testbed.load;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts one task every period, at {@code start + n * period}, independent of earlier tasks. A task that starts late
 * still gets the time when it was due.
 */
final class OpenLoop implements AutoCloseable {
    /** A task of the loop; {@code intendedNanos} is when it was due. */
    interface Task {
        void run(int number, long intendedNanos);

        /** Called instead while the maximum of tasks is running: the due request is not sent, and must be counted. */
        void rejected(int number, long intendedNanos);
    }

    private static final long SMALL_STACK = 256 * 1024;
    private final long periodNanos;
    private final Task task;
    private final ExecutorService workers;
    private final Thread pacer;
    private final NavigableMap<Integer, Long> underWay = new ConcurrentSkipListMap<>();
    private volatile boolean stopped;

    OpenLoop(String name, double perSecond, int most, Task task) {
        this.periodNanos = (long) (1e9 / perSecond);
        this.task = task;
        // No queue: a task that had to wait for a thread would be a closed loop in disguise.
        this.workers = new ThreadPoolExecutor(
                0, most, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> thread(name, work));
        this.pacer = thread(name + "-pacer", this::pace);
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(null, work, name, SMALL_STACK);
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        return thread;
    }

    void start() {
        pacer.start();
    }

    private void pace() {
        long start = System.nanoTime();
        for (int number = 0; !stopped; number++) {
            long due = start + number * periodNanos;
            for (long left = due - System.nanoTime(); left > 0 && !stopped; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (!stopped) {
                launch(number, due);
            }
        }
    }

    private void launch(int number, long due) {
        underWay.put(number, due);
        try {
            workers.execute(() -> {
                try {
                    task.run(number, due);
                } finally {
                    underWay.remove(number);
                }
            });
        } catch (RejectedExecutionException full) {
            underWay.remove(number);
            if (!stopped) {
                task.rejected(number, due);
            }
        }
    }

    /** Starts no further task and waits for those under way. @return whether all ended in time */
    boolean drain(Duration limit) throws InterruptedException {
        stopped = true;
        LockSupport.unpark(pacer);
        pacer.join(limit.toMillis());
        workers.shutdown();
        return workers.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    int running() {
        return underWay.size();
    }

    /** Whether every task that was due before {@code nanos} has ended. */
    boolean settled(long nanos) {
        var oldest = underWay.firstEntry();
        return oldest == null || oldest.getValue() >= nanos;
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(pacer);
        workers.shutdownNow();
    }
}
