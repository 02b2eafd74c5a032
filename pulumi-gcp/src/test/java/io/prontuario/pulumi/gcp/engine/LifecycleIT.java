package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.PlatformOverlay;
import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import io.prontuario.pulumi.gcp.tools.Drift;
import io.prontuario.pulumi.gcp.tools.OutputsOverlay;
import io.prontuario.pulumi.testing.engine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up, up again, drift, refresh, destroy: the real engine against the double's memory. */
class LifecycleIT {
    private static final String BUCKET = "gcp:storage/bucket:Bucket";

    @TempDir
    Path folder;

    @Test
    void upTwiceThenDriftThenDestroy() throws Exception {
        try (Stacks stacks = new Stacks(folder)) {
            stacks.select("dev");
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = stacks.google.world().size();
            assertThat(made).isGreaterThan(80);

            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress", "--expect-no-changes")
                    .succeeded();
            assertThat(stacks.google.world().created())
                    .as("the second up made nothing")
                    .isEqualTo(made);

            stacks.google.world().changeByHand(BUCKET, "prontuario-dev-000001-documents", LifecycleIT::publicAccess);
            Run refresh =
                    stacks.workspace.run("refresh", "--preview-only", "--json").succeeded();
            assertThat(Drift.of(refresh.output()))
                    .extracting(Drift.Change::toString)
                    .containsExactly(BUCKET + " documents: publicAccessPrevention");

            stacks.workspace
                    .run("destroy", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            assertThat(stacks.google.world().size()).isZero();
        }
    }

    @Test
    void productionGivesAValidObjectAndIsNotDestroyed() throws Exception {
        try (Stacks stacks = new Stacks(folder)) {
            stacks.select("prod");
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = stacks.google.world().size();

            Run outputs = stacks.workspace.run("stack", "output", "--json").succeeded();
            String overlay = OutputsOverlay.of(outputs.output(), "records");
            String example = Files.readString(Stacks.MODULE.resolve("../examples/mac-studio-ha.yaml"));
            String platform = PlatformOverlay.merge(example, overlay);
            assertThat(platform).contains("prontuario-prod-000001").contains("10.42.0.3");
            assertThat(PlatformValidator.validate(platform, Instant.now()))
                    .noneMatch(problem -> problem instanceof Problem.Error);

            Run destroy = stacks.workspace.run("destroy", "--yes", "--skip-preview", "--suppress-progress");

            assertThat(destroy.exitCode()).isNotZero();
            assertThat(destroy.all()).contains("protected");
            assertThat(stacks.google.world().deleted()).as("deletions").isZero();
            assertThat(stacks.google.world().size()).isEqualTo(made);
        }
    }

    private static Map<String, Object> publicAccess(Map<String, Object> values) {
        Map<String, Object> changed = new LinkedHashMap<>(values);
        changed.put("publicAccessPrevention", "inherited");
        return changed;
    }
}
