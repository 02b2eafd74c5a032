package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer.Unreachable;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.data.DataOrder;
import io.prontuario.host.protocol.data.DataReport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Client of the host agent of one box. Every call ends within two seconds, at most one of them for connecting. Safe for use by
 * several threads.
 */
public final class AgentClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration REQUEST = Duration.ofSeconds(2);

    private final URI base;
    private final Path authorities;
    private final Path token;
    private final Object lock = new Object();
    private String trusted = "";
    private Optional<HttpClient> client = Optional.empty();

    /**
     * @param base for example {@code https://10.0.0.13:9443}; the agent's certificate must name that host
     * @param authorities PEM file of the certificates to trust; a change is noticed at the next call
     * @param token file with the bearer token; read at every call
     */
    public AgentClient(URI base, Path authorities, Path token) {
        this.base = base;
        this.authorities = authorities;
        this.token = token;
    }

    /** The result of a request for a report. */
    public sealed interface ReportResult {
        record Received(AgentReport report) implements ReportResult {}

        /** No usable answer in time. It says nothing about the traffic of the box. */
        record Unavailable(String reason) implements ReportResult {}
    }

    /** What the box knows of the record, or why it does not say. */
    public sealed interface DataResult {
        /** @param clockAhead how far the box's clock is ahead of this machine's, to a few seconds; negative: behind */
        record Received(DataReport report, Duration clockAhead) implements DataResult {}

        /** No usable answer in time. It says nothing about the database. */
        record Unavailable(String reason) implements DataResult {}
    }

    public ReportResult report() {
        try {
            HttpResponse<String> response = send(request("/v1/report").GET());
            return response.statusCode() == 200
                    ? new ReportResult.Received(Json.read(response.body(), AgentReport.class))
                    : new ReportResult.Unavailable(
                            base + " answered " + response.statusCode() + ": " + response.body());
        } catch (IOException | IllegalArgumentException e) {
            return new ReportResult.Unavailable(base + ": " + describe(e));
        }
    }

    /** The report of the box's database, witness and write route. */
    public DataResult data() {
        try {
            HttpResponse<String> response = send(request("/v1/data").GET());
            return response.statusCode() == 200
                    ? new DataResult.Received(Json.read(response.body(), DataReport.class), clockAhead(response))
                    : new DataResult.Unavailable(base + " answered " + response.statusCode() + ": " + response.body());
        } catch (IOException | IllegalArgumentException e) {
            return new DataResult.Unavailable(base + ": " + describe(e));
        }
    }

    /** Gives the box an order about the record's writer. Repeating it is harmless. */
    public AgentAnswer order(DataOrder order) {
        return put(order.path(), order);
    }

    /** Brings the box to a bundle. Repeating it is harmless and repairs hand edits on the box. */
    public AgentAnswer apply(Bundle bundle) {
        return put("/v1/configuration", bundle);
    }

    /** Admits one boot of the box. {@code Stale} when the box has rebooted since. */
    public AgentAnswer admit(FencingToken token, String bootId) {
        return put("/v1/admission", new AdmissionRequest(token.term(), token.epoch(), bootId));
    }

    /** Leaves the on-site operator's heartbeat for the cloud operator to read. */
    public AgentAnswer heartbeat(Heartbeat heartbeat) {
        return put("/v1/heartbeat", heartbeat);
    }

    private AgentAnswer put(String path, Object body) {
        try {
            HttpResponse<String> response = send(request(path)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(Json.write(body))));
            return Json.read(response.body(), WireAnswer.class).toAnswer(response.statusCode());
        } catch (IOException | IllegalArgumentException e) {
            return new Unreachable(base + ": " + describe(e));
        }
    }

    /** By the header Date, which has whole seconds; zero without one. */
    private static Duration clockAhead(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Date")
                    .map(date -> Duration.between(
                            Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))))
                    .orElse(Duration.ZERO);
        } catch (DateTimeException notATime) {
            return Duration.ZERO;
        }
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST)
                .header("Authorization", "Bearer " + Files.readString(token).trim());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return BoundedExchange.send(http(), request.build(), BodyHandlers.ofString(), REQUEST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpClient http() throws IOException {
        String now = Files.readString(authorities);
        synchronized (lock) {
            if (client.isEmpty() || !trusted.equals(now)) {
                trusted = now;
                client = Optional.of(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .sslContext(PemTls.client(authorities))
                        .build());
            }
            return client.get();
        }
    }

    private static String describe(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
