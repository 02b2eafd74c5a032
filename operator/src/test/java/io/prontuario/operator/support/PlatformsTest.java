package io.prontuario.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.operator.config.ProductionBindings;
import org.junit.jupiter.api.Test;

/** The objects of the tests pass the product's validator. */
class PlatformsTest {
    @Test
    void theTestObjectsAreValid() {
        assertThat(ProductionBindings.specValidator()
                        .problems(Platforms.twoHosts("hospital", 30080).getSpec()))
                .isEmpty();
        assertThat(ProductionBindings.specValidator()
                        .problems(Platforms.whole("hospital", 30080, "192.0.2").getSpec()))
                .isEmpty();
    }
}
