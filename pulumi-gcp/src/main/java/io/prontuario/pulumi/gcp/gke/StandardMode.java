package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterWorkloadIdentityConfigArgs;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.keys.Purpose;

/** Own node pools: what Autopilot sets by itself has to be asked for here. */
final class StandardMode {
    private StandardMode() {}

    static ClusterArgs.Builder cluster(PlatformCluster.Args args) {
        return ClusterDefaults.of(args)
                // Pools are resources of their own, so that one can change without the cluster.
                .removeDefaultNodePool(true)
                .initialNodeCount(1)
                // The default pool lives for minutes only, but even so not with the project's Editor account.
                .nodeConfig(ClusterNodeConfigArgs.builder()
                        .serviceAccount(args.accounts().email(Account.NODES))
                        .bootDiskKmsKey(args.keys().key(Purpose.CLUSTER))
                        .shieldedInstanceConfig(ClusterNodeConfigShieldedInstanceConfigArgs.builder()
                                .enableSecureBoot(true)
                                .enableIntegrityMonitoring(true)
                                .build())
                        .build())
                .enableShieldedNodes(true)
                .enableIntranodeVisibility(true)
                // eBPF data plane: enforces NetworkPolicy without an add-on.
                .datapathProvider("ADVANCED_DATAPATH")
                .workloadIdentityConfig(ClusterWorkloadIdentityConfigArgs.builder()
                        .workloadPool(args.scope().project() + ".svc.id.goog")
                        .build());
    }
}
