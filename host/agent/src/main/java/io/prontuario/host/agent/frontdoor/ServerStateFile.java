package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.haproxy.ServerStatus;
import java.util.List;
import java.util.Map;

/**
 * The file from which a starting HAProxy reads the states of its servers. Without it every server counts as up until its first
 * check, and a host that is not admitted would get requests.
 */
public final class ServerStateFile {
    private static final String HEADER = "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state"
            + " srv_uweight srv_iweight srv_time_since_last_change srv_check_status srv_check_result srv_check_health"
            + " srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id srv_fqdn srv_port srvrecord srv_use_ssl"
            + " srv_check_port srv_check_addr srv_agent_addr srv_agent_port\n";

    private ServerStateFile() {}

    /** For a start after a stop: every server is down until its checks pass. */
    public static String allDown(ConfigurationText configuration) {
        return carrying(configuration, List.of());
    }

    /** For a reload: a server that is up at the same address stays up, every other starts from down. */
    static String carrying(ConfigurationText configuration, List<ServerStatus> live) {
        Map<ServerKey, ServerStatus> byKey = ServerStatus.byKey(live);
        StringBuilder file = new StringBuilder(HEADER);
        int id = 0;
        for (ConfigurationText.Server server : configuration.servers()) {
            ServerStatus now = byKey.get(server.key());
            boolean up = now != null && now.usable() && now.address().equals(server.endpoint());
            file.append(line(++id, server, up));
        }
        return file.toString();
    }

    private static String line(int id, ConfigurationText.Server server, boolean up) {
        int colon = server.endpoint().lastIndexOf(':');
        String address = server.endpoint().substring(0, colon).replace("[", "").replace("]", "");
        String port = server.endpoint().substring(colon + 1);
        // op_state 2 is running, 0 stopped; admin_state 0 leaves it to the word "disabled" in the configuration.
        String state = up ? "2 0 1 1 0 15 3 4 6" : "0 0 1 1 0 1 0 0 6";
        return "1 " + server.key().backend() + " " + id + " " + server.key().site() + " " + address + " " + state
                + " 0 0 0 - " + port + " - 0 0 - - 0\n";
    }
}
