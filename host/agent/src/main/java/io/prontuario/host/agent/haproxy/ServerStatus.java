package io.prontuario.host.agent.haproxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of {@code show stat} about a server.
 *
 * @param status UP, DOWN, MAINT, DRAIN, NOLB or "no check", with suffixes such as {@code UP 1/3}
 * @param check the last check's short code; empty when not checked
 * @param address address and port
 */
public record ServerStatus(ServerKey key, String status, String check, long sessions, String address) {
    private static final String SERVER_ROW = "2";

    static List<ServerStatus> parse(String showStat) {
        List<ServerStatus> servers = new ArrayList<>();
        for (Map<String, String> row : CsvTable.parse(showStat)) {
            if (SERVER_ROW.equals(row.get("type"))) {
                servers.add(new ServerStatus(
                        new ServerKey(row.getOrDefault("pxname", ""), row.getOrDefault("svname", "")),
                        row.getOrDefault("status", ""),
                        row.getOrDefault("check_status", ""),
                        number(row.getOrDefault("scur", "")),
                        row.getOrDefault("addr", "")));
            }
        }
        return servers;
    }

    public static Map<ServerKey, ServerStatus> byKey(List<ServerStatus> servers) {
        Map<ServerKey, ServerStatus> byKey = new LinkedHashMap<>();
        servers.forEach(server -> byKey.put(server.key(), server));
        return byKey;
    }

    /** Whether HAProxy would send it a request now. */
    public boolean usable() {
        return status.startsWith("UP") || status.equals("no check");
    }

    /** Taken out by configuration or by hand, whatever its checks say. */
    public boolean inMaintenance() {
        return status.startsWith("MAINT");
    }

    private static long number(String text) {
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }
}
