package io.prontuario.pulumi.local.secrets;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.config.SecretData;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The operator's Secret and those that the platform object names. Their values stay encrypted in the engine's state. */
public final class PlatformSecrets extends ObjectsComponent {
    /** The Secret with which the operator reaches the host agents. */
    public static final String AGENT = "prontuario-agent";

    /**
     * @param agentCa the certificate authority of the host agents, PEM; not a secret
     * @param agentToken the token with which the operator writes to the agents
     * @param named the Secrets that the platform object names
     */
    public record Args(String namespace, String agentCa, Output<String> agentToken, SecretData named) {}

    public PlatformSecrets(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("secrets", options, dependencies);
        secret(
                args.namespace(),
                AGENT,
                "Opaque",
                Map.of("ca.crt", Output.of(args.agentCa()), "token", args.agentToken()));
        SecretData named = args.named();
        for (String name : named.names().stream().sorted().toList()) {
            Map<String, Output<String>> values = new HashMap<>();
            named.values(name).forEach((key, value) -> values.put(key, Output.ofSecret(value)));
            secret(args.namespace(), name, named.type(name), values);
        }
        complete(Map.of());
    }

    private void secret(String namespace, String name, String type, Map<String, Output<String>> values) {
        add(
                Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Secret",
                        "type",
                        type,
                        "metadata",
                        Map.of("name", name, "namespace", namespace)),
                values);
    }
}
