package io.prontuario.host.agent;

import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses a configuration that listens where another program does. HAProxy would find out only when it starts the new
 * worker, and while it retries for two seconds it has the old worker release its own ports: measured, every connection
 * of those two seconds was refused.
 */
final class PortConflictGuard {
    private PortConflictGuard() {}

    /**
     * The first address that the next configuration adds and that cannot be listened to. A port that this HAProxy has
     * is its own however it is written ({@code *:443}, {@code :443}): the reload hands it over.
     *
     * @param mayRun what HAProxy may be running: the file on disk, and what was applied last in case somebody edited it
     */
    static Optional<String> taken(List<ConfigurationText> mayRun, ConfigurationText next) {
        Set<String> ours = mayRun.stream()
                .flatMap(text -> text.listens().stream())
                .map(PortConflictGuard::port)
                .collect(Collectors.toSet());
        return next.listens().stream()
                .sorted()
                .filter(address -> !ours.contains(port(address)))
                .filter(address -> !free(address))
                .findFirst();
    }

    private static String port(String address) {
        return address.substring(address.lastIndexOf(':') + 1);
    }

    /** Without an address of its own a {@code bind} takes the box's, which HAProxy and its agent find in their environment. */
    private static InetSocketAddress where(String host, int port) {
        String box =
                Optional.ofNullable(System.getenv(HaproxyNames.LISTEN_VARIABLE)).orElse("");
        String address = host.isEmpty() ? box : host;
        return address.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(address, port);
    }

    private static boolean free(String address) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, colon);
        try (ServerSocket socket = new ServerSocket()) {
            int port = Integer.parseInt(address.substring(colon + 1));
            InetSocketAddress where = where(host, port);
            if (!where.isUnresolved()) {
                socket.bind(where);
            }
            // Unresolved: not a form that our renderer writes, so it is left to HAProxy.
            return true;
        } catch (NumberFormatException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
