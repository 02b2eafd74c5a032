package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.Haproxy;
import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.haproxy.ServerStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moves servers into and out of maintenance in the running process. */
final class MaintenanceStates {
    private MaintenanceStates() {}

    /** Brings every server to its state in the configuration; enables before it disables. Returns what was changed, in words. */
    static List<String> apply(Haproxy haproxy, ConfigurationText next) throws IOException {
        Map<ServerKey, ServerStatus> live = ServerStatus.byKey(haproxy.servers());
        List<String> moved = new ArrayList<>();
        for (ConfigurationText.Server server : next.servers()) {
            ServerStatus now = live.get(server.key());
            if (now != null && now.inMaintenance() && !server.disabled()) {
                haproxy.enable(server.key(), server.checked());
                moved.add(server.key() + " ready");
            }
        }
        for (ConfigurationText.Server server : next.servers()) {
            ServerStatus now = live.get(server.key());
            if (now != null && !now.inMaintenance() && server.disabled()) {
                haproxy.disable(server.key());
                if (!now.usable()) {
                    // It is taken out because it no longer answers: its open requests would hang. A server that works
                    // finishes its open requests.
                    haproxy.cutSessions(server.key());
                }
                moved.add(server.key() + " in maintenance");
            }
        }
        return moved;
    }
}
