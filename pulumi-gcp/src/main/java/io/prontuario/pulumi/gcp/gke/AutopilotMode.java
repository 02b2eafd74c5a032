package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingAutoProvisioningDefaultsArgs;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;

/** Autopilot: Google runs the nodes. Shielded nodes, upgrades, Workload Identity and Dataplane V2 cannot be configured. */
final class AutopilotMode {
    private AutopilotMode() {}

    static ClusterArgs.Builder cluster(GkeCluster.Args args) {
        return ClusterDefaults.of(args)
                .enableAutopilot(true)
                .clusterAutoscaling(ClusterClusterAutoscalingArgs.builder()
                        // The only way to give Autopilot's nodes an account other than the default, which is Editor.
                        .autoProvisioningDefaults(ClusterClusterAutoscalingAutoProvisioningDefaultsArgs.builder()
                                .serviceAccount(args.accounts().email(PlatformAccount.NODES))
                                .oauthScopes("https://www.googleapis.com/auth/cloud-platform")
                                .bootDiskKmsKey(args.keys().key(EncryptionKey.CLUSTER))
                                .build())
                        .build());
    }
}
