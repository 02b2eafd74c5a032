package io.prontuario.pulumi.local.secrets;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import java.util.List;
import java.util.Map;

/** Kubernetes Secrets from Pulumi secrets. Their values stay encrypted in the engine's state. */
public final class PlatformSecrets extends ObjectsComponent {
    /**
     * @param agentCa the certificate authority of the host agents, PEM; not a secret
     * @param agentToken the token with which the operator writes to the agents
     * @param recordsPassword the password with which services log in to the record
     */
    public record Args(String namespace, String agentCa, Output<String> agentToken, Output<String> recordsPassword) {}

    public PlatformSecrets(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("secrets", options, dependencies);
        secret(
                args.namespace(),
                "prontuario-agent",
                Map.of("ca.crt", Output.of(args.agentCa()), "token", args.agentToken()));
        secret(args.namespace(), "prontuario-records", Map.of("RECORDS_PASSWORD", args.recordsPassword()));
        complete(Map.of());
    }

    private void secret(String namespace, String name, Map<String, Output<String>> values) {
        add(
                Map.of(
                        "apiVersion", "v1",
                        "kind", "Secret",
                        "type", "Opaque",
                        "metadata", Map.of("name", name, "namespace", namespace)),
                values);
    }
}
