package io.prontuario.workloads.inference.proxy;

import io.prontuario.workloads.common.BoundedExchange;
import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.model.ModelConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to a proxied server: its HTTP client, its circuit breaker, and the probe that closes the breaker. */
final class Upstream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final ModelConfig.Remote model;
    private final ProxyOptions options;
    private final CircuitBreaker breaker;
    private final HttpClient client;
    private final ScheduledExecutorService prober;

    /** Sends nothing yet. */
    Upstream(ModelConfig.Remote model, ProxyOptions options) {
        this.model = model;
        this.options = options;
        this.breaker = new CircuitBreaker(
                options.failureThreshold(), options.retryInterval().toNanos(), System::nanoTime);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        this.prober = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "proxy-probe-" + model.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The model's name in this service. */
    String name() {
        return model.name();
    }

    /** The model's name on the server. */
    String upstreamModel() {
        return model.upstreamModel();
    }

    ProxyOptions options() {
        return options;
    }

    HttpClient client() {
        return client;
    }

    /** Waits until the server answers, without a limit, then starts the probe. */
    void await() throws EngineException {
        try {
            while (!answers()) {
                waitBeforeRetry();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw stopping(stopping);
        }
        long interval = options.retryInterval().toMillis();
        prober.scheduleWithFixedDelay(this::probeWhenOpen, interval, interval, TimeUnit.MILLISECONDS);
    }

    void waitBeforeRetry() throws InterruptedException {
        Thread.sleep(options.retryInterval().toMillis());
    }

    /** While the breaker is open the service is not ready and receives no requests, so only a probe can close it. */
    private void probeWhenOpen() {
        try {
            if (breaker.open() && answers()) {
                LOG.info("the server of model {} answers again; the circuit breaker is closed", model.name());
                breaker.succeeded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = request("/models").timeout(PROBE_TIMEOUT).build();
        try {
            return BoundedExchange.send(client, request, HttpResponse.BodyHandlers.discarding(), PROBE_TIMEOUT)
                            .statusCode()
                    == 200;
        } catch (IOException away) {
            return false;
        }
    }

    Optional<String> unavailableReason() {
        return breaker.open()
                ? Optional.of("the server of model " + model.name() + " keeps failing")
                : Optional.empty();
    }

    /** Fails at once while the circuit breaker is open. */
    void admit() throws EngineException {
        if (!breaker.allows()) {
            throw new EngineException(
                    Kind.UNAVAILABLE, "The upstream server of model " + model.name() + " keeps failing. Retry later.");
        }
    }

    void succeeded() {
        breaker.succeeded();
    }

    /** Counts a failure and returns the exception for the client. */
    EngineException failed(UpstreamException broken) {
        breaker.failed();
        return new EngineException(
                Kind.UNAVAILABLE,
                "The upstream server of model " + model.name() + " failed: " + broken.getMessage() + ".",
                broken);
    }

    static EngineException stopping(InterruptedException stopping) {
        return new EngineException(Kind.UNAVAILABLE, "The service is shutting down.", stopping);
    }

    /** A POST request with this body. */
    HttpRequest.Builder post(String path, byte[] json) {
        return request(path)
                .timeout(options.firstByteTimeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(model.baseUrl() + path));
        options.keys().of(model.name()).ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
