package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.Config;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.Durations;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: runs the operator until the process is asked to stop. */
@Command(name = "run", description = "Runs the operator.", mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
    @Option(
            names = "--site",
            required = true,
            converter = RoleConverter.class,
            description = "The cluster that this operator runs in: onsite or cloud.")
    private OperatorRole site;

    @Option(names = "--namespace", description = "Namespace to watch. Default: the pod's own.")
    private @Nullable String namespace;

    @Option(names = "--kubeconfig", description = "Kubeconfig file. Default: the pod's service account.")
    private @Nullable Path kubeconfig;

    @Option(names = "--health-port", defaultValue = "8081", description = "Port of /livez, /readyz, /metrics.")
    private int healthPort;

    @Option(names = "--lease-duration", defaultValue = "4s", description = "Default: ${DEFAULT-VALUE}.")
    private String leaseDuration;

    @Option(names = "--renew-deadline", defaultValue = "2500ms", description = "Default: ${DEFAULT-VALUE}.")
    private String renewDeadline;

    @Option(names = "--retry-period", defaultValue = "500ms", description = "Default: ${DEFAULT-VALUE}.")
    private String retryPeriod;

    @Option(
            names = "--agent-ca",
            defaultValue = "/etc/prontuario/agent/ca.crt",
            description = "CA of the front doors' certificates, a PEM file. Default: ${DEFAULT-VALUE}.")
    private Path agentCa;

    @Option(
            names = "--agent-token",
            defaultValue = "/etc/prontuario/agent/token",
            description = "File with the front doors' bearer token. Default: ${DEFAULT-VALUE}.")
    private Path agentToken;

    @Override
    public Integer call() throws Exception {
        Config config = kubeconfig == null ? Config.autoConfigure(null) : Config.fromKubeconfig(kubeconfig.toFile());
        OperatorSettings settings = new OperatorSettings(
                site,
                namespace != null ? namespace : config.getNamespace(),
                healthPort,
                new OperatorSettings.Lease(
                        Durations.parse(leaseDuration), Durations.parse(renewDeadline), Durations.parse(retryPeriod)),
                agentCa,
                agentToken,
                instance());
        try (OperatorProcess process = new OperatorProcess(settings, Clients.of(config))) {
            process.start();
            process.awaitStop();
        }
        return 0;
    }

    // A restarted container is another leader and gets another term.
    private static String instance() {
        String pod = System.getenv("POD_NAME");
        String suffix = UUID.randomUUID().toString().substring(0, 8);
        return (pod == null || pod.isBlank() ? "prontuario-operator" : pod) + "-" + suffix;
    }
}
