package io.prontuario.cli.drill;

import io.prontuario.host.protocol.PemTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures from outside: sends a GET at a fixed rate, whether or not earlier ones were answered. */
public final class ClientProbe implements AutoCloseable {
    private final HttpClient http;
    private final URI url;
    private final Optional<ClientLogin> login;
    private final Duration limit;
    private final Duration every;
    private final Clock clock;
    private final Instant first;
    /** Number of the next request; used by the client's own thread only. */
    private int number;

    private final List<Request> requests = new ArrayList<>();
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "client");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * One GET.
     *
     * @param due when it was to be sent; its latency counts from here
     * @param sent when it was sent: later than due if this machine stood still
     * @param site header X-Prontuario-Site of the answer; empty without an answer
     */
    public record Request(Instant due, Instant sent, Instant ended, boolean answered, String site) {
        public long millis() {
            return Duration.between(due, ended).toMillis();
        }

        Duration delay() {
            return Duration.between(due, sent);
        }
    }

    private ClientProbe(
            HttpClient http, URI url, Optional<ClientLogin> login, Duration every, Duration limit, Clock clock) {
        this.http = http;
        this.url = url;
        this.login = login;
        this.every = every;
        this.limit = limit;
        this.clock = clock;
        this.first = clock.instant();
    }

    /**
     * Logs in, if there is a user, and starts at once.
     *
     * @throws IOException when a file of the target cannot be used, or nothing answers the login
     */
    public static ClientProbe start(ClientTarget target, Duration every, Duration limit, Clock clock)
            throws IOException, InterruptedException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit);
        if (target.ca() != null) {
            builder.sslContext(PemTls.client(target.ca()));
        }
        HttpClient http = builder.build();
        Optional<ClientLogin> login = target.user() == null
                ? Optional.empty()
                : Optional.of(ClientLogin.of(http, target.url(), target.user(), limit, clock));
        ClientProbe probe = new ClientProbe(http, target.url(), login, every, limit, clock);
        probe.pace.scheduleAtFixedRate(probe::send, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return probe;
    }

    /** Every request that was due at or after {@code from} and has ended, in the order of their due times. */
    public synchronized List<Request> since(Instant from) {
        return requests.stream()
                .filter(request -> !request.due().isBefore(from))
                .sorted(Comparator.comparing(Request::due))
                .toList();
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }

    /**
     * The longest time in which clients got no answer: from the due time of the first failed request to the end of the next
     * answered one. Without a failure, the slowest answer.
     */
    public static Duration outage(List<Request> requests) {
        Duration longest = Duration.ZERO;
        @Nullable Instant since = null;
        Instant lastEnded = Instant.MIN;
        for (Request request : requests) {
            if (!request.answered()) {
                since = since == null ? request.due() : since;
                lastEnded = request.ended().isAfter(lastEnded) ? request.ended() : lastEnded;
            } else {
                longest = longer(longest, Duration.between(since == null ? request.due() : since, request.ended()));
                since = null;
            }
        }
        if (since != null) { // not over yet
            longest = longer(longest, Duration.between(since, lastEnded));
        }
        return longest;
    }

    /** The client's own longest delay: an outage may contain so much of it. */
    public static Duration longestDelay(List<Request> requests) {
        return requests.stream().map(Request::delay).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private void send() {
        Instant due = first.plus(every.multipliedBy(number++));
        Instant sent = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(limit).GET();
        login.ifPresent(user -> request.header("Authorization", user.authorization()));
        http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> ended(due, sent, Optional.ofNullable(response)));
    }

    private synchronized void ended(Instant due, Instant sent, Optional<HttpResponse<Void>> response) {
        boolean answered = response.map(r -> r.statusCode() / 100 == 2).orElse(false);
        String site = response.flatMap(r -> r.headers().firstValue("X-Prontuario-Site"))
                .orElse("");
        requests.add(new Request(due, sent, clock.instant(), answered, site));
    }
}
