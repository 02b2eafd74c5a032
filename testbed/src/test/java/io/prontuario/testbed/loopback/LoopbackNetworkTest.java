package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopbackNetworkTest {
    @Test
    void addressesOfTheFirstNetworkAreRenumbered() {
        assertThat(LoopbackNetwork.renumber("a: 127.0.1.11, b: 127.0.1.100, c: 127.0.0.1", 7))
                .isEqualTo("a: 127.0.7.11, b: 127.0.7.100, c: 127.0.0.1");
    }
}
