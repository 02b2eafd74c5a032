package io.prontuario.workloads.common;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.prometheus.client.CollectorRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of both services: identity headers, probes, metrics, and a graceful shutdown that drops no request. */
public final class HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    /** Accept and read connections, and answer probes and asynchronous routes; no request blocks one. */
    private static final int SERVER_THREADS = 6;

    private static final String STARTED = "prontuario.started";

    private final HttpOptions options;
    private final Identity identity;
    private final Readiness readiness;
    private final ErrorFormat errors;
    private final HttpMetrics metrics;
    private final InFlightRequests inFlight = new InFlightRequests();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final RequestThreads requests;
    private final Javalin javalin;

    /**
     * Uses problem documents (RFC 9457) for errors.
     *
     * @param readiness result of {@code /readyz}; a draining process is never ready
     * @param routes adds the service's routes and exception handlers
     */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes) {
        this(options, identity, readiness, registry, new HttpRoutes(routes, List.of()));
    }

    /** @param routes Javalin routes and asynchronous routes */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            HttpRoutes routes) {
        this(options, identity, readiness, registry, routes, ErrorFormat.problem(identity));
    }

    /** @param errors format of error responses */
    public HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            Consumer<RoutesConfig> routes,
            ErrorFormat errors) {
        this(options, identity, readiness, registry, new HttpRoutes(routes, List.of()), errors);
    }

    private HttpService(
            HttpOptions options,
            Identity identity,
            Readiness readiness,
            CollectorRegistry registry,
            HttpRoutes routes,
            ErrorFormat errors) {
        this.options = options;
        this.errors = errors;
        this.identity = identity;
        this.readiness = readiness;
        this.metrics = new HttpMetrics(registry, inFlight);
        this.requests = new RequestThreads(options.threads(), options.threadWait());
        this.javalin = Javalin.create(config -> {
            List<AsyncRoute> async = new ArrayList<>(routes.async());
            async.addAll(List.of(ProbeRoute.live(), ProbeRoute.ready(this::status, identity)));
            configure(config, async);
            config.routes.before(this::beforeRequest);
            config.routes.after(this::afterRequest);
            // routes are matched in order: the service's own come first because they are requested most
            routes.blocking().accept(config.routes);
            // also here, for a probe with a body and for HEAD
            config.routes.get("/livez", ctx -> ProbeRoute.live().reply().get().send(ctx));
            config.routes.get("/readyz", ctx -> ProbeRoute.ready(this::status, identity)
                    .reply()
                    .get()
                    .send(ctx));
            config.routes.get("/metrics", metrics::expose);
        });
    }

    private void configure(JavalinConfig config, List<AsyncRoute> async) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = options.maxRequestBytes();
        config.http.prefer405over404 = true;
        config.jetty.multipartConfig.maxTotalRequestSize(options.maxUploadBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxFileSize(options.maxUploadBytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxInMemoryFileSize(1, SizeUnit.MB);
        config.jetty.threadPool = new QueuedThreadPool(SERVER_THREADS, SERVER_THREADS, 30_000);
        config.jetty.addConnector((server, http) -> {
            http.setSendServerVersion(false);
            // one acceptor, one selector: the two cores are shared with the inference engine and the database
            ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
            options.address().ifPresent(connector::setHost);
            connector.setPort(options.port());
            connector.setAcceptQueueSize(512);
            connector.setIdleTimeout(60_000);
            return connector;
        });
        config.jetty.modifyServletContextHandler(context -> context.setSessionHandler(new DisabledSessions()));
        // drain() stops the server in order; Jetty must not interrupt requests in progress.
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(0);
            server.setStopAtShutdown(false);
            server.setErrorHandler(new HttpErrorHandler(identity, errors));
            PathEscapeFilter escaped = new PathEscapeFilter();
            MethodFilter methods = new MethodFilter();
            server.setHandler(inFlight);
            inFlight.setHandler(methods);
            methods.setHandler(escaped);
            escaped.setHandler(new RequestBodies(
                    options.threads(),
                    new AsyncRouteHandler(async, identity.headers(), metrics, requests, draining::get)));
        });
    }

    /** Starts listening. */
    public HttpService start() {
        javalin.start();
        LOG.info(
                // testbed/build/class_data.py reads the port from this message
                "listening on port {}: site {}, profile {}",
                port(),
                identity.site(),
                identity.profile().wireName());
        return this;
    }

    /** The port that it listens on. */
    public int port() {
        return ((ServerConnector) server().getConnectors()[0]).getLocalPort();
    }

    /** Where this process itself reaches it. */
    public InetSocketAddress address() {
        return options.address()
                .map(address -> new InetSocketAddress(address, port()))
                .orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    private Server server() {
        return javalin.jettyServer().server();
    }

    /** Whether the server is shutting down. */
    public boolean draining() {
        return draining.get();
    }

    /**
     * Stops without dropping a request: reports not ready at once, serves new requests for the drain delay, then waits for
     * the requests in flight up to the drain limit. Blocks. A second call does nothing.
     *
     * @return whether every request in flight was answered
     */
    public boolean drain() throws InterruptedException {
        if (!draining.compareAndSet(false, true)) {
            return true;
        }
        LOG.info(
                "draining: readiness is off, the server closes in {} ms",
                options.drainDelay().toMillis());
        Thread.sleep(options.drainDelay().toMillis());
        boolean empty = inFlight.awaitNone(options.drainLimit());
        if (!empty) {
            LOG.warn(
                    "{} requests were aborted: the drain limit of {} ms is over",
                    inFlight.count(),
                    options.drainLimit().toMillis());
        }
        javalin.stop();
        requests.shutdown();
        return empty;
    }

    /** Stops immediately; for tests. */
    public void stop() {
        draining.set(true);
        javalin.stop();
        requests.shutdownNow();
    }

    private void beforeRequest(Context ctx) {
        ctx.attribute(STARTED, System.nanoTime());
        identity.headers().forEach(ctx::header);
        if (draining.get()) {
            // a keep-alive connection must not send its next request to a closed server
            ctx.header("Connection", "close");
        }
    }

    private void afterRequest(Context ctx) {
        Long started = ctx.attribute(STARTED);
        metrics.finished(
                ctx.method().name(), route(ctx), ctx.statusCode(), started == null ? 0 : System.nanoTime() - started);
    }

    private static String route(Context ctx) {
        var endpoint = ctx.endpoints().matchedHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }

    private Readiness.Status status() {
        return draining.get() ? Readiness.Status.notReady("draining") : readiness.current();
    }
}
