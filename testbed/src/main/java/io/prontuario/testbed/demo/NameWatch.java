package io.prontuario.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Asks the public name's authoritative server ten times a second. */
public final class NameWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private record Answer(long nanos, String address) {}

    private final PublicEndpoint outside;
    private final List<Answer> answers = new ArrayList<>();
    private final Thread watcher;
    private volatile boolean closed;

    private NameWatch(PublicEndpoint outside) {
        this.outside = outside;
        this.watcher = new Thread(this::watch, "name-watch");
        watcher.setDaemon(true);
    }

    /** Begins at once. */
    public static NameWatch start(PublicEndpoint outside) {
        NameWatch watch = new NameWatch(outside);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        while (!closed) {
            Optional<String> says = outside.nameSays();
            synchronized (answers) {
                says.ifPresent(address -> answers.add(new Answer(System.nanoTime(), address)));
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Every address that was answered between the two times. */
    public Set<String> said(long from, long to) {
        synchronized (answers) {
            Set<String> said = new TreeSet<>();
            answers.stream()
                    .filter(answer -> answer.nanos() >= from && answer.nanos() <= to)
                    .forEach(answer -> said.add(answer.address()));
            return said;
        }
    }

    /** When the name was first said to be this address after {@code from}; empty at the limit. */
    public OptionalLong await(String address, long from, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            synchronized (answers) {
                OptionalLong found = answers.stream()
                        .filter(answer ->
                                answer.nanos() >= from && answer.address().equals(address))
                        .mapToLong(Answer::nanos)
                        .findFirst();
                if (found.isPresent() || System.nanoTime() > end) {
                    return found;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
    }
}
