package io.prontuario.workloads.inference.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The lines of a response as they arrive, with a timeout and a check that the client is still connected. */
final class ResponseLines implements Flow.Subscriber<String> {
    private static final long POLL_MILLIS = 100;
    /** Most lines that are buffered. */
    private static final int BUFFERED_LINES = 64;

    private sealed interface Event {}

    private record Line(String text) implements Event {}

    private record End(Optional<Throwable> failure) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(BUFFERED_LINES); // backpressure: a slow client slows the server down
    }

    @Override
    public void onNext(String line) {
        events.add(new Line(line));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new End(Optional.of(failure)));
    }

    @Override
    public void onComplete() {
        events.add(new End(Optional.empty()));
    }

    /** Closes the connection, by which the server notices the cancellation. */
    void cancel() {
        Flow.Subscription started = subscription;
        if (started != null) {
            started.cancel();
        }
    }

    private void requestNext() {
        Flow.Subscription started = subscription;
        if (started != null) {
            started.request(1);
        }
    }

    /** The client disconnected. */
    static final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Waits for the next line; empty at the end of the response.
     *
     * @throws IOException when no line came within the timeout, or the connection broke
     */
    Optional<String> next(Duration timeout, BooleanSupplier connected)
            throws IOException, InterruptedException, CancelledException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            if (!connected.getAsBoolean()) {
                throw new CancelledException();
            }
            Event event = events.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof Line line) {
                requestNext();
                return Optional.of(line.text());
            }
            if (event instanceof End end) {
                if (end.failure().isPresent()) {
                    throw new IOException("the connection broke", end.failure().get());
                }
                return Optional.empty();
            }
        }
        throw new IOException("it sent nothing for " + timeout.toMillis() + " ms");
    }
}
