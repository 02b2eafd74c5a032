package io.prontuario.pulumi.local.secrets;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.objects.Part;
import java.util.List;
import java.util.Map;

/** Secrets from encrypted configuration; in the engine's state they stay encrypted. */
public final class Secrets extends Part {
    /**
     * @param agentCa the certificate authority of the front doors' agents, PEM; not a secret
     * @param agentToken the agents' write token
     * @param recordsPassword the password that services log in to the record with
     */
    public record Args(String namespace, String agentCa, Output<String> agentToken, Output<String> recordsPassword) {}

    public Secrets(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("secrets", options, after);
        secret(
                args.namespace(),
                "prontuario-agent",
                Map.of("ca.crt", Output.of(args.agentCa()), "token", args.agentToken()));
        secret(args.namespace(), "prontuario-records", Map.of("RECORDS_PASSWORD", args.recordsPassword()));
        done();
    }

    private void secret(String namespace, String name, Map<String, Output<String>> values) {
        object(
                Map.of(
                        "apiVersion", "v1",
                        "kind", "Secret",
                        "type", "Opaque",
                        "metadata", Map.of("name", name, "namespace", namespace)),
                values);
    }
}
