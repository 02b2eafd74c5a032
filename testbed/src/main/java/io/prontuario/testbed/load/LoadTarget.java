package io.prontuario.testbed.load;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where the load goes.
 *
 * @param tls null for plain HTTP (the benchmark's comparison with bare Services)
 */
public record LoadTarget(String host, int port, @Nullable TlsTrust tls) {
    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
