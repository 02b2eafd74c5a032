package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.testing.Await;
import io.prontuario.testing.FrontDoorObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one machine can do to the front door: the rendered configuration in a real HAProxy. */
class ClientLimitsIT {
    private static final int MOST_CONNECTIONS = 1_000;

    @TempDir
    Path folder;

    private final List<Socket> silent = new ArrayList<>();
    private AgentLab lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        lab = AgentLab.start(folder);
        lab.apply(lab.bundle(FrontDoorObject.SITES));
        lab.awaitServing("mac-studio-1", true);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : silent) {
            socket.close();
        }
        lab.close();
    }

    @Test
    void silentConnectionsOfOneAddressLeaveRoomForOthers() throws Exception {
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            silent.add(connect("127.0.0.1"));
        }

        assertThat(status("127.0.0.1")).as("one more of the same address").isEmpty();
        assertThat(status("127.0.0.2")).as("another address").startsWith("HTTP/1.1 200");
        silent.remove(0).close();
        Await.until("a connection that ended makes room", Duration.ofSeconds(10), () -> status("127.0.0.1")
                .startsWith("HTTP/1.1 200"));
    }

    @Test
    void aSmallBodyThatDoesNotArriveIsAnsweredByTheFrontDoor() throws Exception {
        try (Socket slow = connect("127.0.0.1")) {
            slow.setSoTimeout(15_000);
            slow.getOutputStream()
                    .write("POST /v1/patients HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1))
                    .isEqualTo("HTTP/1.1 408");
        }
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(lab.plainDoor(), 5_000);
        return socket;
    }

    /** The first line of the answer to a read; empty when the connection was ended without one. */
    private String status(String from) throws IOException {
        try (Socket socket = connect(from)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write("GET /v1/patients/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.ISO_8859_1));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(start, StandardCharsets.ISO_8859_1);
        } catch (IOException reset) {
            return "";
        }
    }
}
