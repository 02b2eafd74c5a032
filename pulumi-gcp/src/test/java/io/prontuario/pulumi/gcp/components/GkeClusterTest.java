package io.prontuario.pulumi.gcp.components;

import static io.prontuario.pulumi.gcp.components.Components.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.gke.GkeCluster;
import io.prontuario.pulumi.testing.mocks.RecordedResource;
import io.prontuario.pulumi.testing.mocks.RecordingMocks;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GkeClusterTest {
    private static RecordingMocks cluster(String stack) {
        return Components.run(
                stack,
                c -> new GkeCluster(
                        new GkeCluster.Args(
                                c.scope,
                                c.config.gke(),
                                c.config.network().ranges(),
                                c.network(),
                                c.keys(),
                                c.accounts()),
                        NONE,
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "hybrid-v1", "healthcare"})
    void everyClusterIsPrivateEncryptedAndProtected(String stack) {
        RecordingMocks made = cluster(stack);
        RecordedResource cluster = made.one("Cluster", "cluster");
        assertThat(cluster.at("location")).isEqualTo("southamerica-east1");
        assertThat(cluster.at("privateClusterConfig.enablePrivateNodes")).isEqualTo(true);
        assertThat(cluster.at("privateClusterConfig.enablePrivateEndpoint")).isEqualTo(true);
        assertThat(cluster.at("databaseEncryption.state")).isEqualTo("ENCRYPTED");
        assertThat(cluster.at("masterAuth.clientCertificateConfig.issueClientCertificate"))
                .isEqualTo(false);
        assertThat(cluster.at("deletionProtection")).isEqualTo(true);
        assertThat(made.one("BackupPlan", "backup-plan").at("retentionPolicy.backupDeleteLockDays"))
                .isEqualTo(7.0);
    }

    @Test
    void autopilotHasItsOwnNodeAccountAndNoPools() {
        RecordingMocks made = cluster("prod");
        RecordedResource cluster = made.one("Cluster", "cluster");
        assertThat(cluster.at("enableAutopilot")).isEqualTo(true);
        assertThat(String.valueOf(cluster.at("clusterAutoscaling.autoProvisioningDefaults.serviceAccount")))
                .startsWith("prontuario-nodes@");
        assertThat(made.every("NodePool")).isEmpty();
    }

    /** R-HYB-24: GKE Standard, three e2-standard-4 (one per zone), one to ten nodes, regional. */
    @Test
    void theHybridStackHasOneToTenStandardNodes() {
        RecordedResource pool = cluster("hybrid-v1").one("NodePool", "general");
        assertThat(pool.at("nodeConfig.machineType")).isEqualTo("e2-standard-4");
        assertThat(pool.at("initialNodeCount")).isEqualTo(1.0);
        assertThat(pool.at("autoscaling.totalMinNodeCount")).isEqualTo(1.0);
        assertThat(pool.at("autoscaling.totalMaxNodeCount")).isEqualTo(10.0);
        assertThat(pool.at("location")).isEqualTo("southamerica-east1");
    }

    @Test
    void spotAndGpuPoolsTakeOnlyWhatAsksForThem() {
        RecordedResource spot = cluster("hybrid-v1").one("NodePool", "spot");
        assertThat(spot.at("nodeConfig.spot")).isEqualTo(true);
        assertThat(spot.all("nodeConfig.taints[].effect")).containsExactly("NO_SCHEDULE");
        RecordedResource gpu = cluster("healthcare").one("NodePool", "gpu");
        assertThat(gpu.all("nodeConfig.guestAccelerators[].type")).containsExactly("nvidia-tesla-t4");
        assertThat(gpu.at("autoscaling.totalMinNodeCount")).isEqualTo(0.0);
        assertThat(gpu.all("nodeConfig.taints[].key")).containsExactly("nvidia.com/gpu");
    }
}
