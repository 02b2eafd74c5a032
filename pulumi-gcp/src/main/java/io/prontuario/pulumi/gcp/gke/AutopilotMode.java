package io.prontuario.pulumi.gcp.gke;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingAutoProvisioningDefaultsArgs;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.keys.Purpose;

/** Google runs the nodes: shielded, upgraded, with Workload Identity and Dataplane V2, all of which it does not let us set. */
final class AutopilotMode {
    private AutopilotMode() {}

    static ClusterArgs.Builder cluster(PlatformCluster.Args args) {
        return ClusterDefaults.of(args)
                .enableAutopilot(true)
                .clusterAutoscaling(ClusterClusterAutoscalingArgs.builder()
                        // The one way to give Autopilot's nodes an account other than the project's Editor.
                        .autoProvisioningDefaults(ClusterClusterAutoscalingAutoProvisioningDefaultsArgs.builder()
                                .serviceAccount(args.accounts().email(Account.NODES))
                                .oauthScopes("https://www.googleapis.com/auth/cloud-platform")
                                .bootDiskKmsKey(args.keys().key(Purpose.CLUSTER))
                                .build())
                        .build());
    }
}
