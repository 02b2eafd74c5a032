package io.prontuario.testbed.loopback;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range 127.0.N.0/24 of loopback addresses on which no other process listens on the demo's ports. Two demos at a time
 * use two ranges: the claim is a listening socket, so it ends with its process.
 */
final class LoopbackNetwork implements AutoCloseable {
    /** What the overlay file is written with. */
    private static final String WRITTEN = "127.0.1.";

    private static final int LAST = 30;
    private static final int CLAIM_PORT = 8999;
    private static final int CLAIM_HOST = 1;

    private final int number;
    private final ServerSocket claim;

    private LoopbackNetwork(int number, ServerSocket claim) {
        this.number = number;
        this.claim = claim;
    }

    /** @throws CliException when none is free; the message names what is in the way on the first one */
    static LoopbackNetwork claim() {
        String first = null;
        for (int number = 1; number <= LAST; number++) {
            ServerSocket claim = listen(number, CLAIM_HOST, CLAIM_PORT);
            if (claim == null) {
                first = first == null ? address(number, CLAIM_HOST) + ":" + CLAIM_PORT : first;
                continue;
            }
            Optional<String> taken = taken(number);
            if (taken.isEmpty()) {
                return new LoopbackNetwork(number, claim);
            }
            first = first == null ? taken.get() : first;
            close(claim);
        }
        throw new CliException(
                ExitCode.REFUSED,
                "no free loopback network from 127.0.1.0 to 127.0." + LAST + ".0: something listens on " + first
                        + " and on its like, perhaps on every address; stop it");
    }

    private static Optional<String> taken(int number) {
        for (Ports.Use use : Ports.USES) {
            for (int host : use.hosts()) {
                ServerSocket free = listen(number, host, use.port());
                if (free == null) {
                    return Optional.of(address(number, host) + ":" + use.port());
                }
                close(free);
            }
        }
        return Optional.empty();
    }

    private static @Nullable ServerSocket listen(int number, int host, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(address(number, host), port));
                return socket;
            } catch (IOException taken) {
                socket.close();
                return null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return number;
    }

    String address(int host) {
        return address(number, host);
    }

    private static String address(int number, int host) {
        return prefix(number) + host;
    }

    private static String prefix(int number) {
        return "127.0." + number + ".";
    }

    /** A text that is written for 127.0.1.0, for this network. */
    String renumber(String text) {
        return renumber(text, number);
    }

    static String renumber(String text, int number) {
        return text.replace(WRITTEN, prefix(number));
    }

    @Override
    public void close() {
        close(claim);
    }
}
