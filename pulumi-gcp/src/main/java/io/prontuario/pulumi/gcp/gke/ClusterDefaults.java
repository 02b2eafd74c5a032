package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigGkeBackupAgentConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterDatabaseEncryptionArgs;
import com.pulumi.gcp.container.inputs.ClusterGatewayApiConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterIpAllocationPolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterLoggingConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyRecurringWindowArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthClientCertificateConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthorizedNetworksConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthorizedNetworksConfigCidrBlockArgs;
import com.pulumi.gcp.container.inputs.ClusterMonitoringConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMonitoringConfigManagedPrometheusArgs;
import com.pulumi.gcp.container.inputs.ClusterPrivateClusterConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterPrivateClusterConfigMasterGlobalAccessConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterReleaseChannelArgs;
import com.pulumi.gcp.container.inputs.ClusterSecurityPostureConfigArgs;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import java.util.List;

/** The settings that both modes share. */
final class ClusterDefaults {
    private ClusterDefaults() {}

    static ClusterArgs.Builder of(GkeCluster.Args args) {
        Scope scope = args.scope();
        return ClusterArgs.builder()
                .project(scope.project())
                .name(scope.named("cluster"))
                // Regional: three control planes, nodes in three zones.
                .location(scope.region())
                .network(args.network().id())
                .subnetwork(args.network().subnetId())
                .ipAllocationPolicy(ClusterIpAllocationPolicyArgs.builder()
                        .clusterSecondaryRangeName(PrivateNetwork.PODS)
                        .servicesSecondaryRangeName(PrivateNetwork.SERVICES)
                        .build())
                .privateClusterConfig(ClusterPrivateClusterConfigArgs.builder()
                        // No public address for nodes and control plane.
                        .enablePrivateNodes(true)
                        .enablePrivateEndpoint(true)
                        .masterIpv4CidrBlock(args.ranges().controlPlane())
                        // Traffic over the VPN counts as traffic from another region.
                        .masterGlobalAccessConfig(ClusterPrivateClusterConfigMasterGlobalAccessConfigArgs.builder()
                                .enabled(true)
                                .build())
                        .build())
                .masterAuthorizedNetworksConfig(authorized(args.gke().authorizedNetworks()))
                .masterAuth(ClusterMasterAuthArgs.builder()
                        // A client certificate cannot be revoked. People log in through IAM.
                        .clientCertificateConfig(ClusterMasterAuthClientCertificateConfigArgs.builder()
                                .issueClientCertificate(false)
                                .build())
                        .build())
                // Application-layer encryption of Secrets, under a key of this stack.
                .databaseEncryption(ClusterDatabaseEncryptionArgs.builder()
                        .state("ENCRYPTED")
                        .keyName(args.keys().key(EncryptionKey.CLUSTER))
                        .build())
                .releaseChannel(ClusterReleaseChannelArgs.builder()
                        .channel(args.gke().releaseChannel())
                        .build())
                .maintenancePolicy(weekends())
                .addonsConfig(ClusterAddonsConfigArgs.builder()
                        .gkeBackupAgentConfig(ClusterAddonsConfigGkeBackupAgentConfigArgs.builder()
                                .enabled(true)
                                .build())
                        .build())
                .gatewayApiConfig(ClusterGatewayApiConfigArgs.builder()
                        .channel("CHANNEL_STANDARD")
                        .build())
                .securityPostureConfig(ClusterSecurityPostureConfigArgs.builder()
                        .mode("BASIC")
                        .vulnerabilityMode("VULNERABILITY_BASIC")
                        .build())
                .loggingConfig(ClusterLoggingConfigArgs.builder()
                        .enableComponents("SYSTEM_COMPONENTS", "WORKLOADS")
                        .build())
                .monitoringConfig(ClusterMonitoringConfigArgs.builder()
                        .enableComponents("SYSTEM_COMPONENTS")
                        .managedPrometheus(ClusterMonitoringConfigManagedPrometheusArgs.builder()
                                .enabled(true)
                                .build())
                        .build())
                .resourceLabels(scope.labels())
                // The provider refuses to delete the cluster while this is true.
                .deletionProtection(scope.production());
    }

    private static ClusterMasterAuthorizedNetworksConfigArgs authorized(List<String> ranges) {
        return ClusterMasterAuthorizedNetworksConfigArgs.builder()
                .cidrBlocks(ranges.stream()
                        .map(range -> ClusterMasterAuthorizedNetworksConfigCidrBlockArgs.builder()
                                .cidrBlock(range)
                                .displayName("hospital")
                                .build())
                        .toList())
                // Google Cloud's public ranges include the virtual machines of other customers.
                .gcpPublicCidrsAccessEnabled(false)
                .build();
    }

    /** Weekend nights in Brasília. GKE requires at least 48 hours in any 32 days; 2 × 6 hours a week are 48 in 4 weeks. */
    private static ClusterMaintenancePolicyArgs weekends() {
        return ClusterMaintenancePolicyArgs.builder()
                .recurringWindow(ClusterMaintenancePolicyRecurringWindowArgs.builder()
                        .startTime("2026-01-03T03:00:00Z")
                        .endTime("2026-01-03T09:00:00Z")
                        .recurrence("FREQ=WEEKLY;BYDAY=SA,SU")
                        .build())
                .build();
    }
}
