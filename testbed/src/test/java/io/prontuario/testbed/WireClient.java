package io.prontuario.testbed;

import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.plan.Host;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What a client sees on the wire, at the level where a silence, a FIN and a RST differ. */
final class WireClient {
    private static final int CONNECT_MILLIS = 3_000;

    private WireClient() {}

    /** How a connection answered a request. */
    enum Reply {
        ANSWERED,
        SILENT,
        CLOSED,
        RESET
    }

    static Socket connect(String address, int port, int readMillis) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        socket.setSoTimeout(readMillis);
        return socket;
    }

    /** Asks on an open connection, which stays open. */
    static Reply ask(Socket socket, String path) {
        try {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: testbed\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read(new byte[8192]) > 0 ? Reply.ANSWERED : Reply.CLOSED;
        } catch (SocketTimeoutException e) {
            return Reply.SILENT;
        } catch (IOException e) {
            return Reply.RESET;
        }
    }

    /** Asks on a connection of its own; anything but an answer in time is not one. */
    static boolean answers(String address, int port, String path) {
        try (Socket socket = connect(address, port, 2_000)) {
            return ask(socket, path) == Reply.ANSWERED;
        } catch (IOException e) {
            return false;
        }
    }

    /** The same question asked from inside a host's network. */
    static boolean answersFrom(Host host, String address, int port) {
        String script = "exec 3<>/dev/tcp/" + address + "/" + port
                + " && printf 'GET /hostname HTTP/1.0\\r\\n\\r\\n' >&3 && head -c 4 <&3";
        CommandOutput output = Shell.attempt(
                Duration.ofSeconds(10),
                List.of("nsenter", "--net=/run/netns/" + host.netns(), "timeout", "2", "bash", "-c", script));
        return output.ok() && output.out().equals("HTTP");
    }
}
