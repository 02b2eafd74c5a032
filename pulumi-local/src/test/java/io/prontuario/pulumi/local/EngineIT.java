package io.prontuario.pulumi.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.PulumiCli;
import io.prontuario.pulumi.testing.engine.PulumiRun;
import io.prontuario.pulumi.testing.engine.PulumiWorkspace;
import io.prontuario.pulumi.testing.kubernetes.KubernetesModel;
import io.prontuario.pulumi.testing.provider.ProviderDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine and language host against a double of the Kubernetes provider. */
class EngineIT {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void upTwiceKeepsSecretsSecretAndProductionIsNotDestroyed() throws Exception {
        try (ProviderDouble cluster =
                new ProviderDouble("kubernetes", "4.0.0", LocalSchema.get(), new KubernetesModel())) {
            PulumiWorkspace workspace = PulumiWorkspace.create(
                    engine(), MODULE, MODULE.resolve("target/pulumi-local.jar"), folder, List.of(cluster.attachment()));
            Files.copy(
                    MODULE.resolve("../examples/mac-studio-ha.yaml"),
                    workspace.project().resolve("platform.yaml"));
            workspace.select("prod");
            workspace.run("config", "set", "platformFile", "platform.yaml").succeeded();
            workspace
                    .run("config", "set", "--secret", "agentToken", "a-token-for-tests-only")
                    .succeeded();
            workspace
                    .run("config", "set", "--secret", "secretsSeed", LocalConfigTest.SEED)
                    .succeeded();
            secret(workspace, "secrets.front-door-tls[\"tls.crt\"]", "-----BEGIN CERTIFICATE-----\nabc\n");
            secret(workspace, "secrets.front-door-tls[\"tls.key\"]", "a-key-for-tests-only");
            secret(workspace, "secrets.records-credentials[\"CLOUD_RECORDS_PASSWORD\"]", "a-password-for-tests-only");

            workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = cluster.store().size();
            assertThat(made)
                    .isEqualTo(OnSiteStackTest.readme().values().stream()
                            .mapToInt(i -> i)
                            .sum());
            workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress", "--expect-no-changes")
                    .succeeded();
            assertThat(cluster.store().created()).isEqualTo(made);

            PulumiRun state = workspace.run("stack", "export").succeeded();
            assertThat(state.output())
                    .doesNotContain("a-token-for-tests-only")
                    .doesNotContain("a-password-for-tests-only")
                    .doesNotContain("a-key-for-tests-only")
                    .doesNotContain(LocalConfigTest.SEED)
                    .doesNotContain(LocalConfigTest.PASSWORD);

            PulumiRun destroy = workspace.run("destroy", "--yes", "--skip-preview", "--suppress-progress");
            assertThat(destroy.exitCode()).isNotZero();
            assertThat(cluster.store().deleted()).isZero();
        }
    }

    /** As the commands in README.md: a value in a command's line is visible to others, and PEM looks like an option. */
    private static void secret(PulumiWorkspace workspace, String path, String value) throws Exception {
        workspace.runWith(value, "config", "set", "--secret", "--path", path).succeeded();
    }

    private static Path engine() {
        try {
            return PulumiCli.locate(MODULE.resolve("../pulumi-gcp/build/pulumi.sh"));
        } catch (PulumiCli.UnavailableException e) {
            Assumptions.abort(e.getMessage());
            throw e;
        }
    }
}
