package io.prontuario.operator.install;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.NodeAffinityBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.prontuario.continuity.model.OperatorRole;
import java.util.List;
import java.util.Map;

/** The operator's Deployment: its replicas run in different failure domains and leave a dead one in seconds. */
final class OperatorDeployment {
    private static final String HOSTNAME = "kubernetes.io/hostname";

    private OperatorDeployment() {}

    static Namespace namespace(Installation installation) {
        String restricted = "restricted";
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(installation.namespace())
                .withLabels(Map.of(
                        "pod-security.kubernetes.io/enforce", restricted,
                        "pod-security.kubernetes.io/audit", restricted,
                        "pod-security.kubernetes.io/warn", restricted))
                .endMetadata()
                .build();
    }

    static List<HasMetadata> of(Installation installation) {
        return List.of(deployment(installation), budget(installation), metrics(installation));
    }

    private static Deployment deployment(Installation installation) {
        return new DeploymentBuilder()
                .withMetadata(installation.metadata(Installation.NAME))
                .withNewSpec()
                .withReplicas(installation.replicas())
                .withRevisionHistoryLimit(3)
                // With as many replicas as failure domains there is no room for a surge.
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxUnavailable(new IntOrString(1))
                .withMaxSurge(new IntOrString(1))
                .endRollingUpdate()
                .endStrategy()
                .withNewSelector()
                .withMatchLabels(Installation.labels())
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Installation.labels())
                .endMetadata()
                .withSpec(OperatorPod.of(installation, affinity(installation)))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static Affinity affinity(Installation installation) {
        PodAffinityTerm another = new PodAffinityTermBuilder()
                .withTopologyKey(HOSTNAME)
                .withLabelSelector(new LabelSelectorBuilder()
                        .withMatchLabels(Installation.labels())
                        .build())
                .build();
        AffinityBuilder affinity = new AffinityBuilder();
        if (installation.site() == OperatorRole.ONSITE) {
            return affinity.withNodeAffinity(preferEdge(installation))
                    .withNewPodAntiAffinity()
                    .withRequiredDuringSchedulingIgnoredDuringExecution(another)
                    .endPodAntiAffinity()
                    .build();
        }
        return affinity.withNewPodAntiAffinity()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withPodAffinityTerm(another)
                .endPreferredDuringSchedulingIgnoredDuringExecution()
                .endPodAntiAffinity()
                .build();
    }

    // The edge serves no workload and survives the loss of both hosts.
    private static NodeAffinity preferEdge(Installation installation) {
        NodeAffinityBuilder prefer = new NodeAffinityBuilder()
                .addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPreference()
                .addNewMatchExpression()
                .withKey(Installation.EDGE_LABEL)
                .withOperator("Exists")
                .endMatchExpression()
                .endPreference()
                .endPreferredDuringSchedulingIgnoredDuringExecution();
        installation.edgeNode().ifPresent(node -> prefer.addNewPreferredDuringSchedulingIgnoredDuringExecution()
                .withWeight(100)
                .withNewPreference()
                .addNewMatchExpression()
                .withKey(HOSTNAME)
                .withOperator("In")
                .withValues(node)
                .endMatchExpression()
                .endPreference()
                .endPreferredDuringSchedulingIgnoredDuringExecution());
        return prefer.build();
    }

    private static PodDisruptionBudget budget(Installation installation) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(installation.metadata(Installation.NAME))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .withNewSelector()
                .withMatchLabels(Installation.labels())
                .endSelector()
                .endSpec()
                .build();
    }

    private static Service metrics(Installation installation) {
        return new ServiceBuilder()
                .withMetadata(installation.metadata(Installation.NAME + "-metrics"))
                .withNewSpec()
                .withType("ClusterIP")
                .withClusterIP("None")
                .withSelector(Installation.labels())
                .addNewPort()
                .withName("metrics")
                .withProtocol("TCP")
                .withPort(Installation.HEALTH_PORT)
                .withTargetPort(new IntOrString("health"))
                .endPort()
                .endSpec()
                .build();
    }
}
