package io.prontuario.operator.observe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ready when a connection is accepted. */
final class TcpProber implements Prober {
    @Override
    public ProbeResult probe(ProbeTarget target) {
        return connect(target, target.timeout());
    }

    /** Opens and closes a connection: distinguishes a host that does not accept from one that accepts and then answers badly. */
    static ProbeResult connect(ProbeTarget target, Duration timeout) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(target.address(), target.port()), (int) Math.max(1, timeout.toMillis()));
            return ProbeResult.ready();
        } catch (SocketTimeoutException silent) {
            return ProbeResult.noConnection("does not accept connections: no answer");
        } catch (ConnectException refused) {
            return ProbeResult.noConnection("does not accept connections: refused");
        } catch (IOException unreachable) {
            return ProbeResult.noConnection("does not accept connections: unreachable");
        }
    }
}
