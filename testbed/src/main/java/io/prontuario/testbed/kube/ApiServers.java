package io.prontuario.testbed.kube;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The state of the API servers, from a local balancer. */
public final class ApiServers {
    private ApiServers() {}

    /**
     * The host whose API server gets the next connection through the balancer behind this socket; empty when none is
     * ready.
     */
    public static Optional<String> inUse(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap("show stat\n".getBytes(StandardCharsets.UTF_8)));
            return firstUp(new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Backends' servers come in the order of the configuration, which is the order of preference. */
    static Optional<String> firstUp(String statistics) {
        return statistics
                .lines()
                .map(line -> line.split(",", -1))
                .filter(row -> row.length > 17 && row[0].equals("api") && row[17].startsWith("UP"))
                .map(row -> row[1])
                .filter(name -> !name.equals("BACKEND"))
                .findFirst();
    }
}
