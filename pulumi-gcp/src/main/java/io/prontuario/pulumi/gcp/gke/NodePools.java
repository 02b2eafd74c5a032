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
import io.prontuario.pulumi.gcp.config.StackConfig;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import java.util.function.Supplier;

/** The node pools of a Standard cluster: general, and optionally spot and GPU. */
final class NodePools {
    private final GkeCluster.Args args;
    private final Cluster cluster;
    private final Supplier<CustomResourceOptions> options;

    NodePools(GkeCluster.Args args, Cluster cluster, Supplier<CustomResourceOptions> options) {
        this.args = args;
        this.cluster = cluster;
        this.options = options;
    }

    void create() {
        Gke gke = args.gke();
        StackConfig.NodePool nodes = gke.nodes();
        pool("general", node(nodes.machineType()), nodes.initialPerZone(), nodes.min(), nodes.max());
        if (gke.spot().enabled()) {
            var spot = node(nodes.machineType())
                    .spot(true)
                    // Only pods that tolerate interruption are scheduled here.
                    .taints(taint("cloud.google.com/gke-spot", "true"));
            pool("spot", spot, 0, 0, gke.spot().max());
        }
        gke.gpu().accelerator().ifPresent(accelerator -> {
            var gpu = node(gke.gpu().machineType())
                    .guestAccelerators(NodePoolNodeConfigGuestAcceleratorArgs.builder()
                            .type(accelerator)
                            .count(1)
                            .gpuDriverInstallationConfig(
                                    NodePoolNodeConfigGuestAcceleratorGpuDriverInstallationConfigArgs.builder()
                                            .gpuDriverVersion("DEFAULT")
                                            .build())
                            .build())
                    .taints(taint("nvidia.com/gpu", "present"));
            pool("gpu", gpu, 0, 0, gke.gpu().max());
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
                .bootDiskKmsKey(args.keys().key(EncryptionKey.CLUSTER))
                .serviceAccount(args.accounts().email(PlatformAccount.NODES))
                // The account's roles limit access; scopes do not.
                .oauthScopes("https://www.googleapis.com/auth/cloud-platform")
                // Pods use Workload Identity and cannot read the node's credentials.
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
                        // Limits for the total of all zones, not for each zone.
                        .autoscaling(NodePoolAutoscalingArgs.builder()
                                .totalMinNodeCount(min)
                                .totalMaxNodeCount(max)
                                .locationPolicy("BALANCED")
                                .build())
                        .management(NodePoolManagementArgs.builder()
                                .autoRepair(true)
                                .autoUpgrade(true)
                                .build())
                        // Adds a node before it removes one, so that an upgrade keeps the capacity.
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
