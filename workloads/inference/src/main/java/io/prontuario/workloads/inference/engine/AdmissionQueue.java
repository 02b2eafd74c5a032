package io.prontuario.workloads.inference.engine;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The bounded queue in front of an engine: some run, some wait in order, the rest is told to come back. */
public final class AdmissionQueue {
    /** How often one who waits looks whether his client is still there. */
    private static final long LOOK_MILLIS = 100;

    private final Semaphore slots;
    private final int parallel;
    private final int places;
    private final Duration patience;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param parallel how many run at once
     * @param places how many may wait
     * @param patience longest wait for a slot
     */
    public AdmissionQueue(int parallel, int places, Duration patience) {
        this.slots = new Semaphore(parallel, true);
        this.parallel = parallel;
        this.places = places;
        this.patience = patience;
    }

    /** A running slot; close it to give it back. */
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
     * Takes a slot, waiting for one if there is a place in the queue.
     *
     * @param wanted asked while waiting; once false, the wait ends as cancelled
     * @throws EngineException busy when no place is free or patience ran out, cancelled when nobody wants it any more
     */
    public Slot enter(BooleanSupplier wanted) throws EngineException {
        if (slots.tryAcquire()) {
            return new Slot();
        }
        if (waiting.incrementAndGet() > places) {
            waiting.decrementAndGet();
            throw busy("all " + parallel + " slots run and all " + places + " places in the queue are taken");
        }
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < deadline) {
                if (slots.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return new Slot();
                }
                if (!wanted.getAsBoolean()) {
                    throw new EngineException(EngineException.Kind.CANCELLED, "the client left while waiting");
                }
            }
            throw busy("no slot became free within " + patience.toMillis() + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new EngineException(EngineException.Kind.UNAVAILABLE, "the service is stopping", stopping);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private static EngineException busy(String why) {
        return new EngineException(EngineException.Kind.BUSY, "The engine is busy: " + why + ". Retry later.");
    }

    /** How many wait now. */
    public int waiting() {
        return waiting.get();
    }

    /** How many run now. */
    public int running() {
        return parallel - slots.availablePermits();
    }
}
