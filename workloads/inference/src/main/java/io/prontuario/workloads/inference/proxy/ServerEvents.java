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

/** Lines of a response as they come, read with a bound on silence and a look at whether anybody still wants them. */
final class ServerEvents implements Flow.Subscriber<String> {
    private static final long LOOK_MILLIS = 100;
    /** Lines that may wait here. */
    private static final int AHEAD = 64;

    private sealed interface Event {}

    private record Line(String text) implements Event {}

    private record End(Optional<Throwable> failure) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private volatile Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription started) {
        subscription = started;
        started.request(AHEAD); // a slow client slows the server down instead of filling our memory
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

    /** Ends the response; the server notices that its client left. */
    void cancel() {
        Flow.Subscription started = subscription;
        if (started != null) {
            started.cancel();
        }
    }

    private void more() {
        Flow.Subscription started = subscription;
        if (started != null) {
            started.request(1);
        }
    }

    /** Nobody wants the answer any more. */
    static final class UnwantedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The next line, or empty at the end.
     *
     * @throws IOException when the server was silent for too long or the connection broke
     */
    Optional<String> next(Duration silence, BooleanSupplier wanted)
            throws IOException, InterruptedException, UnwantedException {
        long deadline = System.nanoTime() + silence.toNanos();
        while (System.nanoTime() < deadline) {
            if (!wanted.getAsBoolean()) {
                throw new UnwantedException();
            }
            Event event = events.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (event instanceof Line line) {
                more();
                return Optional.of(line.text());
            }
            if (event instanceof End end) {
                if (end.failure().isPresent()) {
                    throw new IOException("the connection broke", end.failure().get());
                }
                return Optional.empty();
            }
        }
        throw new IOException("the server was silent for " + silence.toMillis() + " ms");
    }
}
