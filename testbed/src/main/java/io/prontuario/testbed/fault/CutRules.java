package io.prontuario.testbed.fault;

import io.prontuario.testbed.plan.Host;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders the packet filter that cuts a host from others. Each side drops incoming packets, which cuts both directions.
 * Pure.
 */
final class CutRules {
    private static final String TABLE = "table inet prontuario_cut";

    private CutRules() {}

    static String render(List<Host> peers) {
        // Naming the table first makes deleting it valid whether or not it existed.
        String reset = TABLE + "\ndelete " + TABLE + "\n";
        if (peers.isEmpty()) {
            return reset;
        }
        String sources = peers.stream()
                .map(peer -> peer.address() + ", " + peer.podCidr())
                .collect(Collectors.joining(", "));
        return reset + TABLE + " {\n  chain deaf {\n    type filter hook prerouting priority -400;\n    ip saddr { "
                + sources + " } drop\n  }\n}\n";
    }
}
