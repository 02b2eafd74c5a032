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
import io.prontuario.pulumi.gcp.keys.Purpose;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import java.util.List;

/** What both modes share. */
final class ClusterDefaults {
    private ClusterDefaults() {}

    static ClusterArgs.Builder of(PlatformCluster.Args args) {
        Scope scope = args.scope();
        return ClusterArgs.builder()
                .project(scope.project())
                .name(scope.named("cluster"))
                // A region, not a zone: three control planes, nodes in three zones.
                .location(scope.region())
                .network(args.network().id())
                .subnetwork(args.network().subnetId())
                .ipAllocationPolicy(ClusterIpAllocationPolicyArgs.builder()
                        .clusterSecondaryRangeName(PrivateNetwork.PODS)
                        .servicesSecondaryRangeName(PrivateNetwork.SERVICES)
                        .build())
                .privateClusterConfig(ClusterPrivateClusterConfigArgs.builder()
                        // Neither nodes nor the control plane have a public address.
                        .enablePrivateNodes(true)
                        .enablePrivateEndpoint(true)
                        .masterIpv4CidrBlock(args.ranges().controlPlane())
                        // The hospital comes in through the VPN, which counts as another region.
                        .masterGlobalAccessConfig(ClusterPrivateClusterConfigMasterGlobalAccessConfigArgs.builder()
                                .enabled(true)
                                .build())
                        .build())
                .masterAuthorizedNetworksConfig(authorized(args.gke().authorizedNetworks()))
                .masterAuth(ClusterMasterAuthArgs.builder()
                        // A client certificate cannot be revoked; people log in through IAM.
                        .clientCertificateConfig(ClusterMasterAuthClientCertificateConfigArgs.builder()
                                .issueClientCertificate(false)
                                .build())
                        .build())
                // Secrets in etcd are encrypted once more, under a key that we can take away.
                .databaseEncryption(ClusterDatabaseEncryptionArgs.builder()
                        .state("ENCRYPTED")
                        .keyName(args.keys().key(Purpose.CLUSTER))
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
                // The provider refuses to delete the cluster while this stands.
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
                // Google's own public ranges include every other customer's virtual machines.
                .gcpPublicCidrsAccessEnabled(false)
                .build();
    }

    /**
     * Weekend nights in Brasília. GKE asks for at least 48 hours of windows in any 32 days: two nights of six hours make
     * 48 in four weeks.
     */
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
