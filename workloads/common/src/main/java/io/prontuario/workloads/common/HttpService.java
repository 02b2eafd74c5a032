package io.prontuario.workloads.common;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of both services: identity headers, probes, metrics, and a drain that loses no request. */
public final class HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final String STARTED = "prontuario.started";

    private final HttpOptions options;
    private final Identity identity;
    private final Readiness readiness;
    private final ErrorShape errors;
    private final HttpMetrics metrics;
    private final InFlight inFlight = new InFlight();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Javalin javalin;

    /**
     * @param readiness answered by {@code /readyz}; a draining process is never ready
     * @param routes adds the service's own routes and exception handlers
     */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes) {
        this(options, identity, readiness, registry, routes, List.of(), ErrorShape.problem(identity));
    }

    /** @param direct routes that are answered before the others are looked at */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes,
            List<DirectRoute> direct) {
        this(options, identity, readiness, registry, routes, direct, ErrorShape.problem(identity));
    }

    /** @param errors what the clients of this service expect errors to look like */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes,
            ErrorShape errors) {
        this(options, identity, readiness, registry, routes, List.of(), errors);
    }

    private HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes,
            List<DirectRoute> direct,
            ErrorShape errors) {
        this.options = options;
        this.errors = errors;
        this.identity = identity;
        this.readiness = readiness;
        this.metrics = new HttpMetrics(registry, inFlight);
        this.javalin = Javalin.create(config -> {
            configure(config, direct);
            config.routes.before(this::opened);
            config.routes.after(this::closed);
            // the first that matches answers, and each that does not costs a look: the service's own come first
            routes.accept(config.routes);
            config.routes.get("/livez", ctx -> Json.respond(ctx, 200, "application/json", Map.of("status", "ok")));
            config.routes.get("/readyz", this::readyz);
            config.routes.get("/metrics", metrics::expose);
        });
    }

    private void configure(JavalinConfig config, List<DirectRoute> direct) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = options.maxRequestBytes();
        config.http.prefer405over404 = true;
        config.jetty.multipartConfig.maxTotalRequestSize(options.maxUploadBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxFileSize(options.maxUploadBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
        config.jetty.threadPool = new QueuedThreadPool(options.threads(), Math.min(4, options.threads()), 30_000);
        config.jetty.addConnector((server, http) -> {
            http.setSendServerVersion(false);
            // one acceptor, one selector: two cores are shared with the engine and the database
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            options.address().ifPresent(connector::setHost);
            connector.setPort(options.port());
            connector.setAcceptQueueSize(512);
            connector.setIdleTimeout(60_000);
            return connector;
        });
        config.jetty.modifyServletContextHandler(context -> context.setSessionHandler(new NoSessions()));
        // We drain by ourselves, in order; Jetty must not interrupt what is being answered.
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            server.setStopAtShutdown(false);
            server.setErrorHandler(new UnreadableRequests(identity, errors));
            EscapedPaths escaped = new EscapedPaths();
            KnownMethods methods = new KnownMethods();
            server.setHandler(inFlight);
            inFlight.setHandler(methods);
            methods.setHandler(escaped);
            if (!direct.isEmpty()) {
                escaped.setHandler(new DirectHandler(direct, identity.headers(), metrics, draining::get));
            }
        });
    }

    /** Starts listening. */
    public HttpService start() {
        javalin.start();
        LOG.info(
                "listening on port {} as site {} with profile {}",
                port(),
                identity.site(),
                identity.profile().word());
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return ((ServerConnector) server().getConnectors()[0]).getLocalPort();
    }

    private Server server() {
        return javalin.jettyServer().server();
    }

    /** Whether the process is on its way out. */
    public boolean draining() {
        return draining.get();
    }

    /**
     * Stops without losing a request: not ready at once, still answering for the drain delay, then waiting for what is in
     * flight up to the drain limit. Blocks. A second call does nothing.
     *
     * @return whether everything in flight was answered
     */
    public boolean drain() throws InterruptedException {
        if (!draining.compareAndSet(false, true)) {
            return true;
        }
        LOG.info(
                "draining: not ready from now on, closing in {} ms",
                options.drainDelay().toMillis());
        Thread.sleep(options.drainDelay().toMillis());
        boolean empty = inFlight.awaitNone(options.drainLimit());
        if (!empty) {
            LOG.warn(
                    "{} requests were cut by the drain limit of {} ms",
                    inFlight.count(),
                    options.drainLimit().toMillis());
        }
        javalin.stop();
        return empty;
    }

    /** Stops at once, for tests. */
    public void stop() {
        draining.set(true);
        javalin.stop();
    }

    private void opened(Context ctx) {
        ctx.attribute(STARTED, System.nanoTime());
        identity.headers().forEach(ctx::header);
        if (draining.get()) {
            // A kept-alive connection must not carry the next request into a closed server.
            ctx.header("Connection", "close");
        }
    }

    private void closed(Context ctx) {
        Long started = ctx.attribute(STARTED);
        metrics.finished(
                ctx.method().name(), route(ctx), ctx.statusCode(), started == null ? 0 : System.nanoTime() - started);
    }

    private static String route(Context ctx) {
        var endpoint = ctx.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    private void readyz(Context ctx) {
        Readiness.Verdict verdict = draining.get() ? Readiness.Verdict.no("draining") : readiness.current();
        Json.respond(
                ctx,
                verdict.ready() ? 200 : 503,
                "application/json",
                Map.of(
                        "status", verdict.ready() ? "ok" : "unavailable",
                        "reason", verdict.reason(),
                        "site", identity.site(),
                        "profile", identity.profile().word()));
    }
}
