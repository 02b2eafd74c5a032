package io.prontuario.workloads.inference.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The bounded queue of an engine: requests run concurrently up to a limit, wait in order, or are rejected. */
public final class AdmissionQueue {
    /** How often a waiting request checks that its client is still connected. */
    private static final long POLL_MILLIS = 100;

    private final Semaphore slots;
    private final int parallel;
    private final int capacity;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param parallel most requests that run concurrently
     * @param capacity most requests that wait
     * @param maxWait longest wait for a slot
     */
    public AdmissionQueue(int parallel, int capacity, Duration maxWait) {
        this.slots = new Semaphore(parallel, true);
        this.parallel = parallel;
        this.capacity = capacity;
        this.maxWait = maxWait;
    }

    /** Permission to run; closing it returns the slot. */
    public final class Slot implements AutoCloseable {
        private boolean open = true;

        private Slot() {}

        @Override
        public void close() {
            if (open) {
                open = false;
                slots.release();
            }
        }
    }

    /**
     * Takes a slot, waiting for one if the queue has room.
     *
     * @param connected whether the client is still connected; once false, the wait ends
     * @throws EngineException BUSY when the queue is full or the wait took too long, CANCELLED when the client disconnected
     */
    public Slot acquire(BooleanSupplier connected) throws EngineException {
        if (slots.tryAcquire()) {
            return new Slot();
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            throw busy(parallel + " requests are running and " + capacity + " are waiting, which is the limit");
        }
        try {
            long deadline = System.nanoTime() + maxWait.toNanos();
            while (System.nanoTime() < deadline) {
                if (slots.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return new Slot();
                }
                if (!connected.getAsBoolean()) {
                    throw new EngineException(
                            EngineException.Kind.CANCELLED, "The client disconnected while the request waited.");
                }
            }
            throw busy("no slot became free within " + maxWait.toMillis() + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "The service is shutting down.", stopping);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static EngineException busy(String why) {
        return new EngineException(EngineException.Kind.BUSY, "The model is overloaded: " + why + ". Retry later.");
    }

    /** Requests that wait. */
    public int waiting() {
        return waiting.get();
    }

    /** Requests that run. */
    public int running() {
        return parallel - slots.availablePermits();
    }
}
