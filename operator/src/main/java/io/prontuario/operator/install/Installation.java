package io.prontuario.operator.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.prontuario.continuity.model.OperatorRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One installation of the operator.
 *
 * @param site the cluster to install in
 * @param image the operator's image
 * @param replicas operator pods; one leads, the others follow
 * @param edgeNode the node a replica prefers, beside nodes labelled {@value #EDGE_LABEL}
 * @param agentSecret the Secret with the front doors' {@code ca.crt} and {@code token}; optional
 */
public record Installation(
        OperatorRole site,
        String namespace,
        String image,
        int replicas,
        Optional<String> edgeNode,
        String agentSecret) {
    public static final String NAME = "prontuario-operator";
    public static final String EDGE_LABEL = "platform.prontuario.io/edge";
    /** Port of health and metrics. */
    public static final int HEALTH_PORT = 8081;

    /** The objects of an installation, without the CustomResourceDefinition, in an order that can be applied. */
    public List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>();
        objects.add(OperatorDeployment.namespace(this));
        objects.addAll(OperatorRbac.of(this));
        objects.addAll(OperatorDeployment.of(this));
        return objects;
    }

    static Map<String, String> labels() {
        return Map.of("app.kubernetes.io/name", NAME, "app.kubernetes.io/component", "operator");
    }

    ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels())
                .build();
    }
}
