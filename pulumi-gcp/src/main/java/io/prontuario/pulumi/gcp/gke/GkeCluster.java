package io.prontuario.pulumi.gcp.gke;

import com.pulumi.core.Output;
import com.pulumi.gcp.container.Cluster;
import com.pulumi.gcp.gkebackup.BackupPlan;
import com.pulumi.gcp.gkebackup.BackupPlanArgs;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanBackupConfigArgs;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanBackupConfigEncryptionKeyArgs;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanBackupScheduleArgs;
import com.pulumi.gcp.gkebackup.inputs.BackupPlanRetentionPolicyArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import io.prontuario.pulumi.gcp.config.StackConfig.Ranges;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The regional, private cluster in Autopilot or Standard mode, and its backup plan. */
public final class GkeCluster extends StackComponent {
    private final Cluster cluster;

    public record Args(
            Scope scope,
            Gke gke,
            Ranges ranges,
            PrivateNetwork network,
            EncryptionKeys keys,
            ServiceAccounts accounts) {}

    public GkeCluster(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "gke", options, dependencies);
        List<Resource> first = new ArrayList<>(args.keys().grants(EncryptionKey.CLUSTER));
        first.addAll(args.accounts().nodeRoles());
        boolean standard = args.gke().mode() == Gke.Mode.STANDARD;
        var builder = standard ? StandardMode.cluster(args) : AutopilotMode.cluster(args);
        cluster = new Cluster("cluster", builder.build(), childAfter(first).build());
        if (standard) {
            new NodePools(args, cluster, this::child).create();
        }
        backupPlan(args);
        complete(Map.of("cluster", cluster.name()));
    }

    private void backupPlan(Args args) {
        Scope scope = args.scope();
        new BackupPlan(
                "backup-plan",
                BackupPlanArgs.builder()
                        .project(scope.project())
                        .name(scope.named("cluster"))
                        // Keeps backups in the region.
                        .location(scope.region())
                        .cluster(cluster.id())
                        .backupConfig(BackupPlanBackupConfigArgs.builder()
                                .allNamespaces(true)
                                .includeSecrets(true)
                                .includeVolumeData(true)
                                // The backup contains Secrets.
                                .encryptionKey(BackupPlanBackupConfigEncryptionKeyArgs.builder()
                                        .gcpKmsEncryptionKey(args.keys().key(EncryptionKey.BACKUPS))
                                        .build())
                                .build())
                        .backupSchedule(BackupPlanBackupScheduleArgs.builder()
                                .cronSchedule(args.gke().backup().cron())
                                .build())
                        .retentionPolicy(BackupPlanRetentionPolicyArgs.builder()
                                // For a week not even an administrator can delete a backup.
                                .backupDeleteLockDays(7)
                                .backupRetainDays(args.gke().backup().retentionDays())
                                .locked(false)
                                .build())
                        .labels(scope.labels())
                        .build(),
                childAfter(args.keys().grants(EncryptionKey.BACKUPS)).build());
    }

    public Output<String> name() {
        return cluster.name();
    }

    /** The control plane's private address. */
    public Output<String> endpoint() {
        return cluster.endpoint();
    }

    /** The cluster, for resources that depend on it. */
    public Resource ready() {
        return cluster;
    }
}
