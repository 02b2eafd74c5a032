package io.prontuario.testbed.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.testing.Await;
import io.prontuario.testing.ChildProcess;
import io.prontuario.testing.NetworkNamespaces;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerNetworkIT {
    private static final int PORT = 8000;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Box SERVER = new Box("server", 21);
    private static final Box CLIENT = new Box("client", 22);

    @TempDir
    private Path folder;

    private PeerNetwork network;
    private ChildProcess server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(NetworkNamespaces.available(), "needs root and network namespaces");
        network = PeerNetwork.create(List.of(SERVER, CLIENT));
        server = new ChildProcess(
                "http.server",
                folder.resolve("log"),
                SERVER.inside(List.of(
                        "python3", "-m", "http.server", "--bind", SERVER.address(), "--directory", folder.toString())),
                Map.of(),
                ChildProcess.End.TERM);
        Await.until("the server accepts connections", LIMIT, () -> accepts());
    }

    @AfterEach
    void end() {
        if (network != null) {
            network.close();
            server.close();
        }
    }

    private static boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(SERVER.address(), PORT), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean clientReaches() throws Exception {
        Process process = new ProcessBuilder(CLIENT.inside(
                        List.of("timeout", "1", "bash", "-c", "exec 3<>/dev/tcp/" + SERVER.address() + "/" + PORT)))
                .start();
        return process.waitFor() == 0;
    }

    @Test
    void aCutIsBetweenTwoMachinesOnlyAndEnds() throws Exception {
        assertThat(clientReaches()).isTrue();

        SERVER.cut(CLIENT, PORT);
        assertThat(clientReaches()).isFalse();
        assertThat(accepts()).isTrue();

        SERVER.joinAgain();
        assertThat(clientReaches()).isTrue();
    }

    @Test
    void aMachineWhoseLinkIsDownAnswersNobody() throws Exception {
        SERVER.linkDown();
        assertThat(accepts()).isFalse();
        SERVER.linkUp();
        Await.until("the server is reached again", LIMIT, PeerNetworkIT::accepts);
    }

    @Test
    void closingEndsWhatRunsAndLeavesNothing() {
        SERVER.freeze();

        network.close();

        Await.until("the server's process has ended", LIMIT, () -> !alive());
        assertThat(Path.of("/run/netns", SERVER.space())).doesNotExist();
        assertThat(Files.exists(Path.of("/sys/class/net", SERVER.space()))).isFalse();
        assertThat(Files.exists(Path.of("/sys/class/net", PeerNetwork.PREFIX + "switch")))
                .isFalse();
    }

    private boolean alive() {
        try {
            server.requireAlive();
            return true;
        } catch (IllegalStateException ended) {
            return false;
        }
    }
}
