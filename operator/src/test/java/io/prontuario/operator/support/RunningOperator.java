package io.prontuario.operator.support;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.config.OperatorProcess;
import io.prontuario.operator.config.OperatorSettings;
import io.prontuario.operator.config.ProductionBindings;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.reconcile.Bindings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The whole operator inside the test's process. */
public final class RunningOperator implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final OperatorSettings.Lease QUICK =
            new OperatorSettings.Lease(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(500));

    private final OperatorProcess process;

    private RunningOperator(OperatorProcess process) {
        this.process = process;
    }

    /** The product's bindings, but no front door answers. */
    public static Bindings bindings() {
        return new Bindings(
                new SilentFrontDoors(),
                new SilentFrontDoors(),
                Optional.empty(),
                ProductionBindings.specValidator(),
                Clients::of,
                ProjectionPoller.Options.IN_CLUSTER,
                Clock.systemUTC());
    }

    public static RunningOperator start(Config config, OperatorRole role, String namespace) {
        return start(config, role, namespace, bindings());
    }

    public static RunningOperator start(Config config, OperatorRole role, String namespace, Bindings bindings) {
        return start(config, role, namespace, bindings, QUICK);
    }

    public static RunningOperator start(
            Config config, OperatorRole role, String namespace, Bindings bindings, OperatorSettings.Lease lease) {
        OperatorSettings settings = new OperatorSettings(
                role, namespace, 0, lease, Path.of("ca.crt"), Path.of("token"), "it-" + UUID.randomUUID());
        OperatorProcess process = new OperatorProcess(settings, Clients.of(config), bindings);
        try {
            process.start();
        } catch (Exception e) {
            process.close();
            throw new IllegalStateException(e);
        }
        return new RunningOperator(process);
    }

    /** Whether it holds the Lease, as far as it knows. */
    public boolean leads() {
        return process.leads();
    }

    /** How many passes the operator has made. */
    public double passes() {
        return sample("prontuario_reconcile_duration_seconds_count");
    }

    public double sample(String metric) {
        Double value = process.metrics().registry().getSampleValue(metric);
        return value == null ? 0 : value;
    }

    /** Of the series with this one label. */
    public double sample(String metric, String label, String value) {
        Double sample = process.metrics().registry().getSampleValue(metric, new String[] {label}, new String[] {value});
        return sample == null ? Double.NaN : sample;
    }

    /** Waits for this number of further passes. */
    public void awaitPasses(int more) {
        double before = passes();
        await().atMost(TIMEOUT).until(() -> passes() >= before + more);
    }

    @Override
    public void close() {
        process.close();
    }
}
