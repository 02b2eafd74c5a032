package io.prontuario.cli.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A client outside, with a clock of its own: a GET every so often, whatever became of the one before. */
public final class ClientProbe implements AutoCloseable {
    private final HttpClient http;
    private final URI url;
    private final Duration limit;
    private final Duration every;
    private final Clock clock;
    private final Instant first;
    /** Of the next request; the client's own thread alone asks. */
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
     * @param due when it was meant to be sent; its latency counts from here
     * @param sent when it was: later, if this machine stood still
     * @param site the answer's X-Prontuario-Site
     */
    public record Request(Instant due, Instant sent, Instant ended, boolean answered, String site) {
        public long millis() {
            return Duration.between(due, ended).toMillis();
        }

        Duration late() {
            return Duration.between(due, sent);
        }
    }

    private ClientProbe(HttpClient http, URI url, Duration every, Duration limit, Clock clock) {
        this.http = http;
        this.url = url;
        this.every = every;
        this.limit = limit;
        this.clock = clock;
        this.first = clock.instant();
    }

    /**
     * Begins at once.
     *
     * @param ca PEM that the server's certificate is checked against; null for the machine's own
     * @throws IOException when the file cannot be used
     */
    public static ClientProbe start(URI url, @Nullable Path ca, Duration every, Duration limit, Clock clock)
            throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(limit);
        if (ca != null) {
            builder.sslContext(trusting(ca));
        }
        ClientProbe view = new ClientProbe(builder.build(), url, every, limit, clock);
        view.pace.scheduleAtFixedRate(view::send, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return view;
    }

    /** Every request that was due from {@code from} on and has ended, in order. */
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
     * The longest time in which clients got no answer: from when the first request that failed was due to the end of the next
     * one that was answered. Without a failure the slowest answer. Pure.
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

    /** How late the client itself was at worst: so much of an outage may be its own. Pure. */
    public static Duration stoodStill(List<Request> requests) {
        return requests.stream().map(Request::late).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private void send() {
        Instant due = first.plus(every.multipliedBy(number++));
        Instant sent = clock.instant();
        HttpRequest request = HttpRequest.newBuilder(url).timeout(limit).GET().build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> ended(due, sent, Optional.ofNullable(response)));
    }

    private synchronized void ended(Instant due, Instant sent, Optional<HttpResponse<Void>> response) {
        boolean answered = response.map(r -> r.statusCode() / 100 == 2).orElse(false);
        String site = response.flatMap(r -> r.headers().firstValue("X-Prontuario-Site"))
                .orElse("");
        requests.add(new Request(due, sent, clock.instant(), answered, site));
    }

    private static SSLContext trusting(Path ca) throws IOException {
        try (var in = java.nio.file.Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(ca + " holds no usable CA certificate in PEM: " + e.getMessage(), e);
        }
    }
}
