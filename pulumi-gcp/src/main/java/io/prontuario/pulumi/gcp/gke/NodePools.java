package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.Cluster;
import com.pulumi.gcp.container.NodePool;
import com.pulumi.gcp.container.NodePoolArgs;
import com.pulumi.gcp.container.inputs.NodePoolAutoscalingArgs;
import com.pulumi.gcp.container.inputs.NodePoolManagementArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGuestAcceleratorArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigTaintArgs;
import com.pulumi.gcp.container.inputs.NodePoolNodeConfigWorkloadMetadataConfigArgs;
import com.pulumi.gcp.container.inputs.NodePoolUpgradeSettingsArgs;
import com.pulumi.resources.CustomResourceOptions;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.keys.Purpose;
import java.util.function.Supplier;

/** The pools of a Standard cluster: general, and by configuration spot and GPU. */
final class NodePools {
    private final PlatformCluster.Args args;
    private final Cluster cluster;
    private final Supplier<CustomResourceOptions> options;

    NodePools(PlatformCluster.Args args, Cluster cluster, Supplier<CustomResourceOptions> options) {
        this.args = args;
        this.cluster = cluster;
        this.options = options;
    }

    void create() {
        Gke gke = args.gke();
        pool("general", node(gke.machineType()), gke.initialNodesPerZone(), gke.minNodes(), gke.maxNodes());
        if (gke.spotPool()) {
            var spot = node(gke.machineType())
                    .spot(true)
                    // Only what says that it may be interrupted lands here.
                    .taints(taint("cloud.google.com/gke-spot", "true"));
            pool("spot", spot, 0, 0, gke.spotMax());
        }
        gke.accelerator().ifPresent(accelerator -> {
            var gpu = node(gke.gpuMachineType())
                    .guestAccelerators(NodePoolNodeConfigGuestAcceleratorArgs.builder()
                            .type(accelerator)
                            .count(1)
                            .gpuDriverInstallationConfig(
                                    NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs.builder()
                                            .gpuDriverVersion("DEFAULT")
                                            .build())
                            .build())
                    .taints(taint("nvidia.com/gpu", "present"));
            pool("gpu", gpu, 0, 0, gke.gpuMax());
        });
    }

    private static NodePoolNodeConfigTaintArgs taint(String key, String value) {
        return NodePoolNodeConfigTaintArgs.builder()
                .key(key)
                .value(value)
                .effect("NO_SCHEDULE")
                .build();
    }

    private NodePoolNodeConfigArgs.Builder node(String machineType) {
        return NodePoolNodeConfigArgs.builder()
                .machineType(machineType)
                .diskType("pd-balanced")
                .diskSizeGb(100)
                .imageType("COS_CONTAINERD")
                .bootDiskKmsKey(args.keys().key(Purpose.CLUSTER))
                .serviceAccount(args.accounts().email(Account.NODES))
                // Rights come from the account's roles, not from scopes.
                .oauthScopes("https://www.googleapis.com/auth/cloud-platform")
                // Pods get their own identity and cannot read the node's.
                .workloadMetadataConfig(NodePoolNodeConfigWorkloadMetadataConfigArgs.builder()
                        .mode("GKE_METADATA")
                        .build())
                .shieldedInstanceConfig(NodePoolNodeConfigShieldedInstanceConfigArgs.builder()
                        .enableSecureBoot(true)
                        .enableIntegrityMonitoring(true)
                        .build())
                .resourceLabels(args.scope().labels());
    }

    private void pool(String name, NodePoolNodeConfigArgs.Builder node, int initialPerZone, int min, int max) {
        Scope scope = args.scope();
        new NodePool(
                name,
                NodePoolArgs.builder()
                        .project(scope.project())
                        .name(name)
                        .location(scope.region())
                        .cluster(cluster.name())
                        .initialNodeCount(initialPerZone)
                        // Totals over all zones: the document says one to ten nodes, not one to ten in each zone.
                        .autoscaling(NodePoolAutoscalingArgs.builder()
                                .totalMinNodeCount(min)
                                .totalMaxNodeCount(max)
                                .locationPolicy("BALANCED")
                                .build())
                        .management(NodePoolManagementArgs.builder()
                                .autoRepair(true)
                                .autoUpgrade(true)
                                .build())
                        // A new node before an old one goes: an upgrade takes no capacity away.
                        .upgradeSettings(NodePoolUpgradeSettingsArgs.builder()
                                .strategy("SURGE")
                                .maxSurge(1)
                                .maxUnavailable(0)
                                .build())
                        .nodeConfig(node.build())
                        .build(),
                options.get());
    }
}
