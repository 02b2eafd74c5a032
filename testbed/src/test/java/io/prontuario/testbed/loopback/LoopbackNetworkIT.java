package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackNetworkIT {
    @Test
    void aNetworkIsClaimedOnce() {
        try (LoopbackNetwork one = LoopbackNetwork.claim();
                LoopbackNetwork other = LoopbackNetwork.claim()) {
            assertThat(other.number()).isNotEqualTo(one.number());
            assertThat(other.address(11)).isEqualTo("127.0." + other.number() + ".11");
        }
    }

    @Test
    void aNetworkWithAnAddressInUseIsSkipped() throws Exception {
        int number;
        try (LoopbackNetwork free = LoopbackNetwork.claim()) {
            number = free.number();
        }
        try (ServerSocket database = new ServerSocket()) {
            database.bind(new InetSocketAddress("127.0." + number + ".12", Ports.DATABASE));
            try (LoopbackNetwork next = LoopbackNetwork.claim()) {
                assertThat(next.number()).isNotEqualTo(number);
            }
        }
    }
}
