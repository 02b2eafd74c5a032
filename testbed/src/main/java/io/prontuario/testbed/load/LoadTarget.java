package io.prontuario.testbed.load;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where the load goes, and who sends it.
 *
 * @param tls null for plain HTTP (the benchmark's comparison with bare Services)
 */
public record LoadTarget(String host, int port, @Nullable TlsTrust tls, Sessions sessions) {
    /** Nobody logged in. */
    public LoadTarget(String host, int port, @Nullable TlsTrust tls) {
        this(host, port, tls, Sessions.NONE);
    }

    public LoadTarget as(Sessions others) {
        return new LoadTarget(host, port, tls, others);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }
}
