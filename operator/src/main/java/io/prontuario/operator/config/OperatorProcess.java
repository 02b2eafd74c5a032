package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.install.Installation;
import io.prontuario.operator.metrics.HealthServer;
import io.prontuario.operator.metrics.OperatorMetrics;
import io.prontuario.operator.reconcile.Bindings;
import io.prontuario.operator.reconcile.Leadership;
import io.prontuario.operator.reconcile.PlatformReconciler;
import io.prontuario.operator.reconcile.ReconcilerFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a process: waits for the API server, starts the framework, serves health, stops. */
public final class OperatorProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int STOP_SECONDS = 8;

    private final OperatorSettings settings;
    private final KubernetesClient client;
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final Leadership leadership = new Leadership();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LeaderLease lease;
    private final Election election;
    private final Bindings bindings;
    private @Nullable HealthServer health;
    private @Nullable PlatformReconciler reconciler;
    private @Nullable Operator operator;
    private volatile boolean started;

    public OperatorProcess(OperatorSettings settings, KubernetesClient client) {
        this(settings, client, ProductionBindings.of(settings));
    }

    /** With other bindings, for tests. */
    public OperatorProcess(OperatorSettings settings, KubernetesClient client, Bindings bindings) {
        this.settings = settings;
        this.client = client;
        this.bindings = bindings;
        this.lease = new LeaderLease(client, settings.namespace(), Installation.NAME, settings.instance());
        this.election = new Election(client, settings, leadership, metrics::leading);
    }

    /** Returns once the caches are filled. Waits for the API server without a limit; meanwhile the process is live and not ready. */
    public void start() throws IOException, InterruptedException {
        health = new HealthServer(settings.healthPort(), metrics.registry(), () -> true, () -> started);
        waitForApiServer();
        PlatformReconciler created = new ReconcilerFactory(
                        settings.role(),
                        settings.namespace(),
                        settings.instance(),
                        client,
                        bindings,
                        leadership,
                        metrics)
                .create();
        reconciler = created;
        Operator framework = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(4)
                .withReconciliationTerminationTimeout(Duration.ofSeconds(5))
                .withUseSSAToPatchPrimaryResource(false)
                // An informer that cannot list after an outage tries again; the default ends the process.
                .withStopOnInformerErrorDuringStartup(false));
        framework.register(created, configuration -> configuration
                .settingNamespace(settings.namespace())
                .withRetry(new GenericRetry()
                        .setInitialInterval(1_000)
                        .setIntervalMultiplier(1.5)
                        .setMaxInterval(10_000)
                        .setMaxAttempts(-1)));
        operator = framework;
        framework.start();
        started = true;
        election.start();
        LOG.info(
                "operator {} started with role {} in namespace {}",
                VersionCommand.version(),
                settings.role(),
                settings.namespace());
    }

    /** The port health is served on. */
    public int healthPort() {
        return health == null ? settings.healthPort() : health.port();
    }

    public OperatorMetrics metrics() {
        return metrics;
    }

    public boolean leads() {
        return leadership.term().isPresent();
    }

    /** Returns when the process is asked to stop. The JVM then waits for {@link #close}, for seconds at most. */
    public void awaitStop() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "shutdown"));
        stopped.await();
    }

    private void stopAndWait() {
        stopped.countDown();
        try {
            closed.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        started = false;
        boolean led = leads();
        election.close();
        if (operator != null) {
            operator.stop();
        }
        if (led) {
            // The next leader does not have to wait for the Lease to expire.
            lease.release();
        }
        if (reconciler != null) {
            reconciler.close();
        }
        if (health != null) {
            health.close();
        }
        client.close();
        closed.countDown();
    }

    // A crash loop would only make the wait longer.
    private void waitForApiServer() throws InterruptedException {
        boolean logged = false;
        while (true) {
            try {
                client.resources(ProntuarioPlatform.class)
                        .inNamespace(settings.namespace())
                        .list();
                return;
            } catch (KubernetesClientException e) {
                if (!logged) {
                    LOG.warn("waiting for the API server at {}: {}", client.getMasterUrl(), e.getMessage());
                    logged = true;
                }
                if (stopped.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        }
    }
}
