package io.prontuario.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.operator.config.ProductionBindings;
import org.junit.jupiter.api.Test;

/** The objects that tests run with are ones that the product accepts: a rule added later must not leave them behind. */
class PlatformsTest {
    @Test
    void theProductAcceptsTheTestsObjects() {
        assertThat(ProductionBindings.specValidator()
                        .problems(Platforms.twoHosts("hospital", 30080).getSpec()))
                .isEmpty();
        assertThat(ProductionBindings.specValidator()
                        .problems(Platforms.whole("hospital", 30080, "192.0.2").getSpec()))
                .isEmpty();
    }
}
