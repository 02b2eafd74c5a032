package io.prontuario.simulator;

import java.util.Locale;

/** What has failed, as a person would name it; the worst first. */
enum FailureClass {
    SITE_DIES,
    BOTH_HOSTS_DIE,
    HOST_AND_EDGE_DIE,
    PRIMARY_DIES,
    SECONDARY_DIES,
    EDGE_DIES,
    HOSTS_UNREADY,
    HOST_UNREADY,
    HOST_SLOW,
    CLOUD_DIES,
    CLOUD_CUT,
    OTHER;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the present state of the machines and links amounts to. */
    static FailureClass of(World world) {
        Nodes nodes = world.nodes;
        int down = 0;
        int unready = 0;
        boolean slow = false;
        for (int host = 0; host < nodes.hosts(); host++) {
            down += world.machines.runs(host) ? 0 : 1;
            unready += world.machines.isUnready(host) ? 1 : 0;
            slow |= world.machines.isSlow(host);
        }
        boolean edge = !world.machines.runs(nodes.edge());
        if (down == nodes.hosts()) {
            return edge ? SITE_DIES : BOTH_HOSTS_DIE;
        }
        if (down > 0 && edge) {
            return HOST_AND_EDGE_DIE;
        }
        if (down > 0) {
            return world.machines.runs(0) ? SECONDARY_DIES : PRIMARY_DIES;
        }
        if (edge) {
            return EDGE_DIES;
        }
        if (unready > 0) {
            return unready + down == nodes.hosts() ? HOSTS_UNREADY : HOST_UNREADY;
        }
        if (slow) {
            return HOST_SLOW;
        }
        if (!world.machines.runs(nodes.cloud())) {
            return CLOUD_DIES;
        }
        return world.network.impaired(nodes.cloud(), nodes.edge()) ? CLOUD_CUT : OTHER;
    }
}
