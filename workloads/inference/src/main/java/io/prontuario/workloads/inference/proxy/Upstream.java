package io.prontuario.workloads.inference.proxy;

import io.prontuario.workloads.inference.engine.EngineException;
import io.prontuario.workloads.inference.engine.EngineException.Kind;
import io.prontuario.workloads.inference.model.ModelSpec;
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

/** The other server: how it is reached, whether it is asked at all, and who looks after it while it is not. */
final class Upstream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(2);

    private final ModelSpec.Proxied model;
    private final ProxyOptions options;
    private final Breaker breaker;
    private final HttpClient client;
    private final ScheduledExecutorService prober;

    /** Asks nothing yet. */
    Upstream(ModelSpec.Proxied model, ProxyOptions options) {
        this.model = model;
        this.options = options;
        this.breaker = new Breaker(options.failuresToOpen(), options.pause().toNanos(), System::nanoTime);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        this.prober = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "proxy-probe-" + model.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What our clients call its model. */
    String name() {
        return model.name();
    }

    /** What it calls its model. */
    String nameOverThere() {
        return model.upstream();
    }

    ProxyOptions options() {
        return options;
    }

    HttpClient client() {
        return client;
    }

    /** Waits for it as long as it takes, then keeps an eye on it. */
    void await() throws EngineException {
        try {
            while (!answers()) {
                pause();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw stopping(stopping);
        }
        long pause = options.pause().toMillis();
        prober.scheduleWithFixedDelay(this::probeWhenOpen, pause, pause, TimeUnit.MILLISECONDS);
    }

    void pause() throws InterruptedException {
        Thread.sleep(options.pause().toMillis());
    }

    /** While the breaker is open this service is not ready and gets no requests, so somebody has to look. */
    private void probeWhenOpen() {
        try {
            if (breaker.open() && answers()) {
                LOG.info("the server of {} answers again", model.name());
                breaker.succeeded();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        HttpRequest request = request("/models").timeout(PROBE).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }

    Optional<String> trouble() {
        return breaker.open() ? Optional.of(model.name() + ": its server keeps failing") : Optional.empty();
    }

    /** Refuses at once while it keeps failing. */
    void admit() throws EngineException {
        if (!breaker.allows()) {
            throw new EngineException(
                    Kind.UNAVAILABLE, "The server of " + model.name() + " keeps failing. Retry later.");
        }
    }

    void succeeded() {
        breaker.succeeded();
    }

    /** Counts a failure; the client is told what is returned. */
    EngineException failed(UpstreamException broken) {
        breaker.failed();
        return new EngineException(
                Kind.UNAVAILABLE, "The server of " + model.name() + " failed: " + broken.getMessage() + ".", broken);
    }

    static EngineException stopping(InterruptedException stopping) {
        return new EngineException(Kind.UNAVAILABLE, "the service is stopping", stopping);
    }

    /** A request with this body, to be given what it accepts. */
    HttpRequest.Builder post(String path, byte[] json) {
        return request(path)
                .timeout(options.firstByte())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(model.base() + path));
        options.keys().of(model.name()).ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
