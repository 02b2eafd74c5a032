package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up, up again, destroy: the real engine against the double's memory. */
class LifecycleIT {
    @TempDir
    Path folder;

    @Test
    void theSecondUpChangesNothing() throws Exception {
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
        }
    }

    @Test
    void productionIsNotDestroyed() throws Exception {
        try (Stacks stacks = new Stacks(folder)) {
            stacks.select("prod");
            stacks.workspace
                    .run("up", "--yes", "--skip-preview", "--suppress-progress")
                    .succeeded();
            int made = stacks.google.world().size();

            Run destroy = stacks.workspace.run("destroy", "--yes", "--skip-preview", "--suppress-progress");

            assertThat(destroy.exitCode()).isNotZero();
            assertThat(destroy.all()).contains("protected");
            assertThat(stacks.google.world().deleted()).as("deletions").isZero();
            assertThat(stacks.google.world().size()).isEqualTo(made);
        }
    }
}
