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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import io.prontuario.pulumi.gcp.config.StackConfig.Ranges;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.keys.Purpose;
import io.prontuario.pulumi.gcp.network.PrivateNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The regional, private cluster, Autopilot or Standard as configured, and its backup plan. */
public final class PlatformCluster extends Concern {
    private final Cluster cluster;

    public record Args(
            Scope scope,
            Gke gke,
            Ranges ranges,
            PrivateNetwork network,
            EncryptionKeys keys,
            ServiceAccounts accounts) {}

    public PlatformCluster(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("gke", options, after);
        List<Resource> first = new ArrayList<>(args.keys().grants(Purpose.CLUSTER));
        first.addAll(args.accounts().nodeRoles());
        boolean standard = args.gke().mode() == Gke.Mode.STANDARD;
        var builder = standard ? StandardMode.cluster(args) : AutopilotMode.cluster(args);
        cluster = new Cluster("cluster", builder.build(), childAfter(first).build());
        if (standard) {
            new NodePools(args, cluster, this::child).create();
        }
        backupPlan(args);
        done(Map.of("cluster", cluster.name()));
    }

    private void backupPlan(Args args) {
        Scope scope = args.scope();
        new BackupPlan(
                "backup-plan",
                BackupPlanArgs.builder()
                        .project(scope.project())
                        .name(scope.named("cluster"))
                        // Backups would otherwise be free to live in another region.
                        .location(scope.region())
                        .cluster(cluster.id())
                        .backupConfig(BackupPlanBackupConfigArgs.builder()
                                .allNamespaces(true)
                                .includeSecrets(true)
                                .includeVolumeData(true)
                                // Secrets are in the backup, so it is under our key.
                                .encryptionKey(BackupPlanBackupConfigEncryptionKeyArgs.builder()
                                        .gcpKmsEncryptionKey(args.keys().key(Purpose.BACKUPS))
                                        .build())
                                .build())
                        .backupSchedule(BackupPlanBackupScheduleArgs.builder()
                                .cronSchedule(args.gke().backupCron())
                                .build())
                        .retentionPolicy(BackupPlanRetentionPolicyArgs.builder()
                                // A week in which even an administrator cannot delete a backup.
                                .backupDeleteLockDays(7)
                                .backupRetainDays(args.gke().backupRetentionDays())
                                .locked(false)
                                .build())
                        .labels(scope.labels())
                        .build(),
                childAfter(args.keys().grants(Purpose.BACKUPS)).build());
    }

    public Output<String> name() {
        return cluster.name();
    }

    /** The control plane's private address. */
    public Output<String> endpoint() {
        return cluster.endpoint();
    }

    /** What waits for the cluster. */
    public Resource ready() {
        return cluster;
    }
}
