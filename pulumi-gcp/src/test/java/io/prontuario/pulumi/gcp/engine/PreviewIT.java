package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.PulumiRun;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real engine and language host preview every stack. The double checks every input, the policy pack every policy. */
class PreviewIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void everyInputIsValidAndTheInventoryIsTheReadmes(String stack) throws Exception {
        try (StackWorkspace stacks = new StackWorkspace(folder)) {
            stacks.select(stack);
            PulumiRun preview =
                    stacks.workspace.run("preview", "--json", "--policy-pack", StackWorkspace.POLICY.toString());
            assertThat(preview.exitCode()).as(StackWorkspace.errors(preview)).isZero();
            // Printed, not asserted: the duration depends on the load of the machine.
            System.out.printf("preview of %s: %d ms%n", stack, preview.took().toMillis());
            assertThat(stacks.google.store().size())
                    .as("a preview creates nothing")
                    .isZero();
            assertThat(StackWorkspace.inventory(preview)).isEqualTo(ReadmeInventory.ofReadme(stack));
        }
    }
}
