package io.prontuario.pulumi.gcp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.testing.engine.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real engine and language host preview every stack: the double checks every input, the policy pack every rule. */
class PreviewIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "healthcare", "hybrid-v1"})
    void everyInputIsValidAndTheInventoryIsTheReadmes(String stack) throws Exception {
        try (Stacks stacks = new Stacks(folder)) {
            stacks.select(stack);
            Run preview = stacks.workspace.run("preview", "--json", "--policy-pack", Stacks.POLICY.toString());
            assertThat(preview.exitCode()).as(Stacks.errors(preview)).isZero();
            // Printed, not asserted: how long it takes says more about what else the machine does.
            System.out.printf("preview of %s: %d ms%n", stack, preview.took().toMillis());
            assertThat(stacks.google.world().size())
                    .as("a preview makes nothing")
                    .isZero();
            assertThat(Stacks.inventory(preview)).isEqualTo(Inventory.ofReadme(stack));
        }
    }
}
