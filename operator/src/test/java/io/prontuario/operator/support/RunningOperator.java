package io.prontuario.operator.support;

import io.fabric8.kubernetes.client.Config;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.config.OperatorProcess;
import io.prontuario.operator.config.OperatorSettings;
import io.prontuario.operator.frontdoor.FrontDoors;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The operator, whole, inside the test's process. */
public final class RunningOperator implements AutoCloseable {
    private final OperatorProcess process;

    private RunningOperator(OperatorProcess process) {
        this.process = process;
    }

    public static RunningOperator start(Config config, Vantage site, String namespace) {
        return start(config, site, namespace, new SilentFrontDoors());
    }

    public static RunningOperator start(Config config, Vantage site, String namespace, FrontDoors frontDoors) {
        OperatorSettings settings = new OperatorSettings(
                site,
                namespace,
                0,
                new OperatorSettings.Lease(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(500)),
                Path.of("ca.crt"),
                Path.of("token"),
                "it-" + UUID.randomUUID(),
                false);
        OperatorProcess process = new OperatorProcess(settings, Clients.of(config), frontDoors);
        try {
            process.start();
        } catch (Exception e) {
            process.close();
            throw new IllegalStateException(e);
        }
        return new RunningOperator(process);
    }

    public OperatorProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
