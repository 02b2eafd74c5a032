package io.prontuario.names;

import java.net.InetSocketAddress;

/** An authoritative server of a zone. */
public record NameServer(String host, int port) {
    public static final int DNS = 53;

    /** {@code ADDRESS}, {@code ADDRESS:PORT} or {@code [IPV6]:PORT}. */
    public static NameServer parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean plainIpv6 = colon >= 0 && text.indexOf(':') != colon && !text.startsWith("[");
        if (colon < 0 || plainIpv6 || text.endsWith("]")) {
            return new NameServer(bare(text), DNS);
        }
        return new NameServer(bare(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }

    /** The socket address, resolved now; unresolved if the host is unknown. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return port == DNS ? host : host + ":" + port;
    }

    private static String bare(String host) {
        String open = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return open.endsWith(".") ? open.substring(0, open.length() - 1) : open;
    }
}
