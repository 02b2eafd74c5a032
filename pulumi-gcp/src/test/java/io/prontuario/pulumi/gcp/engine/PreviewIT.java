package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real engine and language host preview every stack; the double checks every input. */
class PreviewIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void everyInputIsValid(String stack) throws Exception {
        try (Stacks stacks = new Stacks(folder)) {
            stacks.select(stack);
            Run preview = stacks.workspace.run("preview", "--json");
            assertThat(preview.exitCode()).as(preview.all()).isZero();
            System.out.println(stack + " " + preview.took() + " " + Stacks.inventory(preview));
            assertThat(stacks.google.world().size())
                    .as("a preview makes nothing")
                    .isZero();
        }
    }
}
