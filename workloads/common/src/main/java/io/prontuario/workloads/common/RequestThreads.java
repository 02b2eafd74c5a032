package io.prontuario.workloads.common;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that run requests. A request that has waited too long for one is refused without work: its client or the front door has
 * given up or asked again by then, and its answer would only make later requests wait.
 */
final class RequestThreads {
    /** Bounds the memory of what waits. */
    private static final int QUEUE_SIZE = 1_024;

    private final ThreadPoolExecutor threads;
    private final long waitNanos;

    /** @param wait the longest wait for a thread */
    RequestThreads(int count, Duration wait) {
        AtomicInteger number = new AtomicInteger();
        this.waitNanos = wait.toNanos();
        this.threads = new ThreadPoolExecutor(
                count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE_SIZE), task -> {
                    Thread thread = new Thread(task, "request-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs a request on a thread of its own, which it may block.
     *
     * @param refused runs instead if no thread was free in time; must not block
     */
    void execute(Runnable request, Runnable refused) {
        long queued = System.nanoTime();
        try {
            threads.execute(() -> (System.nanoTime() - queued > waitNanos ? refused : request).run());
        } catch (RejectedExecutionException full) {
            refused.run();
        }
    }

    /** Ends the threads after the requests that wait. */
    void shutdown() {
        threads.shutdown();
    }

    /** Interrupts the threads. */
    void shutdownNow() {
        threads.shutdownNow();
    }
}
