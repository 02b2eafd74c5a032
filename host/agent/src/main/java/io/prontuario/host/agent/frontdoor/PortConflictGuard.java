package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.protocol.HaproxyNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rule: a configuration must not listen on a port of another program. Why: HAProxy notices only when it starts the new worker, and
 * it makes the old worker release its ports while it retries for two seconds; every connection of those two seconds was refused
 * when this was measured.
 */
final class PortConflictGuard {
    private PortConflictGuard() {}

    /**
     * The first address that the next configuration adds and that cannot be listened on. A port that this HAProxy has, in any
     * notation ({@code *:443}, {@code :443}), is handed over by the reload.
     *
     * @param mayRun what HAProxy may be running: the file on disk, and what was applied last if the file was edited
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

    /** A {@code bind} without an address uses the box's, which HAProxy and the agent read from their environment. */
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
            // Unresolved: the operator does not render such an address; HAProxy's own check decides.
            return true;
        } catch (NumberFormatException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
