package io.prontuario.host.agent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moves servers into and out of maintenance in the running process. */
final class AdminStates {
    private AdminStates() {}

    /** Brings every server to what the configuration says of it; enables before it disables. Returns what was moved, for people. */
    static List<String> bring(Haproxy haproxy, ConfigurationText next) throws IOException {
        Map<ServerKey, ServerStatus> live = ServerStatus.byKey(haproxy.servers());
        List<String> moved = new ArrayList<>();
        for (ConfigurationText.Server server : next.servers()) {
            ServerStatus now = live.get(server.key());
            if (now != null && now.inMaintenance() && !server.disabled()) {
                haproxy.enable(server.key(), server.tracking());
                moved.add(server.key() + " ready");
            }
        }
        for (ConfigurationText.Server server : next.servers()) {
            ServerStatus now = live.get(server.key());
            if (now != null && !now.inMaintenance() && server.disabled()) {
                haproxy.disable(server.key());
                if (!now.usable()) {
                    // Taken out because it no longer answers: what it still holds would hang. One that is taken out
                    // while it works finishes what it has.
                    haproxy.cutSessions(server.key());
                }
                moved.add(server.key() + " maint");
            }
        }
        return moved;
    }
}
