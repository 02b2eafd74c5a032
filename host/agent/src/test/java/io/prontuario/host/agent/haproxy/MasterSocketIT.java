package io.prontuario.host.agent.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slow HAProxy is not a stopped one: its configuration must not be taken for merely stored. */
class MasterSocketIT {
    @TempDir
    Path folder;

    private Haproxy haproxy() {
        return new Haproxy(new MasterSocket(folder.resolve("master.sock"), Duration.ofMillis(100)));
    }

    @Test
    void aMissingSocketMeansNotRunning() throws Exception {
        assertThat(haproxy().workerPid()).isEmpty();
    }

    @Test
    void aSilentSocketMeansUnknown() throws Exception {
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(folder.resolve("master.sock")));

            assertThatThrownBy(() -> haproxy().workerPid())
                    .isInstanceOfSatisfying(
                            HaproxyDown.class, e -> assertThat(e.listening()).isTrue());
        }
    }

    @Test
    void aSocketWithoutAListenerMeansNotRunning() throws Exception {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(folder.resolve("master.sock")));
        }
        assertThat(haproxy().workerPid()).isEmpty();
    }
}
