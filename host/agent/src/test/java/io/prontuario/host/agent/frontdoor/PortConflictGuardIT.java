package io.prontuario.host.agent.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortConflictGuardIT {
    private static ConfigurationText listening(String address) {
        return new ConfigurationText("frontend f\n    bind " + address + " ssl crt x\n");
    }

    @Test
    void aPortOfAnotherProgramIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();

            assertThat(PortConflictGuard.taken(List.of(listening(":1")), listening(address)))
                    .contains(address);
        }
    }

    @Test
    void aPortThatHaproxyMayHaveIsNotTakenInAnyNotation() throws IOException {
        try (ServerSocket haproxys = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = haproxys.getLocalPort();

            assertThat(PortConflictGuard.taken(List.of(listening("*:" + port)), listening(":" + port)))
                    .isEmpty();
            assertThat(PortConflictGuard.taken(
                            List.of(listening(":1"), listening(":" + port)), listening("127.0.0.1:" + port)))
                    .isEmpty();
        }
    }

    @Test
    void aFreePortIsNotTaken() throws IOException {
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        assertThat(PortConflictGuard.taken(List.of(), listening("127.0.0.1:" + free)))
                .isEmpty();
    }
}
