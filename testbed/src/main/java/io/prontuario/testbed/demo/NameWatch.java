package io.prontuario.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Queries the public name's authoritative server ten times a second. */
public final class NameWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private record Answer(long nanos, String address) {}

    private final PublicEndpoint endpoint;
    private final List<Answer> answers = new ArrayList<>();
    private final Thread watcher;
    private volatile boolean closed;

    private NameWatch(PublicEndpoint endpoint) {
        this.endpoint = endpoint;
        this.watcher = new Thread(this::watch, "name-watch");
        watcher.setDaemon(true);
    }

    /** Begins at once. */
    public static NameWatch start(PublicEndpoint endpoint) {
        NameWatch watch = new NameWatch(endpoint);
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        while (!closed) {
            Optional<String> says = endpoint.currentAddress();
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
    public Set<String> addresses(long from, long to) {
        synchronized (answers) {
            return answers.stream()
                    .filter(answer -> answer.nanos() >= from && answer.nanos() <= to)
                    .map(Answer::address)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** When the name first had this address after {@code from}; empty at the limit. */
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
