package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.operator.install.Installation;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code manifests}: the objects of an installation, without the CustomResourceDefinition, as YAML. */
@Command(
        name = "manifests",
        description = "Prints the objects of an installation, without the CustomResourceDefinition, as YAML.",
        mixinStandardHelpOptions = true)
public final class ManifestsCommand implements Callable<Integer> {
    @Option(
            names = "--site",
            required = true,
            converter = RoleConverter.class,
            description = "The cluster to install in: onsite or cloud.")
    private OperatorRole site;

    @Option(names = "--image", required = true, description = "The operator's image.")
    private String image;

    @Option(names = "--namespace", defaultValue = "prontuario", description = "Default: ${DEFAULT-VALUE}.")
    private String namespace;

    @Option(names = "--replicas", defaultValue = "2", description = "Operator pods. Default: ${DEFAULT-VALUE}.")
    private int replicas;

    @Option(
            names = "--edge-node",
            description = "Node that a replica prefers, beside nodes labelled " + Installation.EDGE_LABEL + ".")
    private @Nullable String edgeNode;

    @Option(
            names = "--agent-secret",
            defaultValue = "prontuario-agent",
            description = "Secret with the front doors' ca.crt and token. Default: ${DEFAULT-VALUE}.")
    private String agentSecret;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Installation installation =
                new Installation(site, namespace, image, replicas, Optional.ofNullable(edgeNode), agentSecret);
        installation.objects().forEach(object -> spec.commandLine().getOut().print("---\n" + yaml(object)));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String yaml(Object object) {
        String yaml = Serialization.asYaml(object);
        return yaml.startsWith("---\n") ? yaml.substring(4) : yaml;
    }
}
