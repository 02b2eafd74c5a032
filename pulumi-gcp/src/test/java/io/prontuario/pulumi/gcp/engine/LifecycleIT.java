package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import io.prontuario.pulumi.gcp.tools.DriftReport;
import io.prontuario.pulumi.gcp.tools.OutputsOverlay;
import io.prontuario.pulumi.testing.engine.PulumiRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up, up again, drift, refresh, destroy: the real engine with the provider double. */
class LifecycleIT {
    private static final String BUCKET = "gcp:storage/bucket:Bucket";
    private static final String SQL = "gcp:sql/databaseInstance:DatabaseInstance";

    @TempDir
    Path folder;

    @Test
    void upTwiceThenDriftThenDestroy() throws Exception {
        try (StackWorkspace stacks = new StackWorkspace(folder)) {
            stacks.select("dev");
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = stacks.google.store().size();
            assertThat(made).isGreaterThan(80);

            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress", "--expect-no-changes")
                    .succeeded();
            assertThat(stacks.google.store().created())
                    .as("the second up created nothing")
                    .isEqualTo(made);

            // Cloud SQL enlarges the disk automatically; shrinking it would replace the instance.
            stacks.google.store().changeByHand(SQL, "prontuario-pg15-1", LifecycleIT::largerDisk);
            stacks.workspace
                    .run("refresh", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress", "--expect-no-changes")
                    .succeeded();

            stacks.google.store().changeByHand(BUCKET, "prontuario-dev-000001-documents", LifecycleIT::publicAccess);
            PulumiRun refresh =
                    stacks.workspace.run("refresh", "--preview-only", "--json").succeeded();
            assertThat(DriftReport.of(refresh.output()))
                    .extracting(DriftReport.Change::toString)
                    .containsExactly(BUCKET + " documents: publicAccessPrevention");

            stacks.workspace
                    .run("destroy", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            assertThat(stacks.google.store().size()).isZero();
        }
    }

    @Test
    void productionGivesAValidObjectAndIsNotDestroyed() throws Exception {
        try (StackWorkspace stacks = new StackWorkspace(folder)) {
            stacks.select("prod");
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = stacks.google.store().size();

            PulumiRun outputs =
                    stacks.workspace.run("stack", "output", "--json").succeeded();
            String overlay = OutputsOverlay.of(outputs.output(), null);
            String example = Files.readString(StackWorkspace.MODULE.resolve("../examples/mac-studio-ha.yaml"));
            String platform = PlatformOverlay.merge(example, overlay);
            assertThat(platform).contains("prontuario-prod-000001").contains("10.42.0.3");
            assertThat(PlatformValidator.validate(platform, Instant.now()))
                    .noneMatch(problem -> problem instanceof Problem.Error);

            PulumiRun destroy = stacks.workspace.run("destroy", "--yes", "--skip-preview", "--suppress-progress");

            assertThat(destroy.exitCode()).isNotZero();
            assertThat(destroy.all()).contains("protected");
            assertThat(stacks.google.store().deleted()).as("deletions").isZero();
            assertThat(stacks.google.store().size()).isEqualTo(made);
        }
    }

    private static Map<String, Object> largerDisk(Map<String, Object> values) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        Map<Object, Object> settings = new LinkedHashMap<>((Map<?, ?>) changed.get("settings"));
        assertThat(settings.put("diskSize", 25.0)).isEqualTo(10.0);
        changed.put("settings", settings);
        return changed;
    }

    private static Map<String, Object> publicAccess(Map<String, Object> values) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put("publicAccessPrevention", "inherited");
        return changed;
    }
}
