package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigShieldedInstanceConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterWorkloadIdentityConfigArgs;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;

/** Standard mode: node pools of this stack, with the settings that Autopilot makes by itself. */
final class StandardMode {
    private StandardMode() {}

    static ClusterArgs.Builder cluster(GkeCluster.Args args) {
        return ClusterDefaults.of(args)
                // Pools are separate resources, so that one can be replaced without the cluster.
                .removeDefaultNodePool(true)
                .initialNodeCount(1)
                // The default pool exists for minutes only, but must not have the default account, which is Editor.
                .nodeConfig(ClusterNodeConfigArgs.builder()
                        .serviceAccount(args.accounts().email(PlatformAccount.NODES))
                        .bootDiskKmsKey(args.keys().key(EncryptionKey.CLUSTER))
                        .shieldedInstanceConfig(ClusterNodeConfigShieldedInstanceConfigArgs.builder()
                                .enableSecureBoot(true)
                                .enableIntegrityMonitoring(true)
                                .build())
                        .build())
                .enableShieldedNodes(true)
                .enableIntranodeVisibility(true)
                // Dataplane V2 enforces NetworkPolicy without an add-on.
                .datapathProvider("ADVANCED_DATAPATH")
                .workloadIdentityConfig(ClusterWorkloadIdentityConfigArgs.builder()
                        .workloadPool(args.scope().project() + ".svc.id.goog")
                        .build());
    }
}
