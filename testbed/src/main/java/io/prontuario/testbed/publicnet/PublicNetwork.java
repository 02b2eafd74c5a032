package io.prontuario.testbed.publicnet;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.PublicPlan;

/**
 * The site's public address, made by the packet filter of the root namespace: its connections go to the holder of the
 * virtual address and fail when that holder fails. The router masquerades the clients, so that this path and the VPN
 * are separate: a cut between hosts does not affect it.
 */
public final class PublicNetwork {
    private static final String TABLE = "table inet prontuario_public";

    private PublicNetwork() {}

    /** Makes the public addresses. */
    public static void create() {
        Network.addLocal(Cluster.CLOUD, PublicPlan.CLOUD);
        Network.addLocal(Cluster.CLOUD, PublicPlan.NAME_SERVER);
        Shell.feed(rules(false), "nft", "-f", "-");
    }

    /** Cuts the site from clients outside, or reconnects it. */
    public static void cut(boolean cut) {
        Shell.feed(rules(cut), "nft", "-f", "-");
    }

    /** Reconnects the site to clients outside, where there is a public side. */
    public static void heal() {
        if (Shell.attempt("nft", "list", "table", "inet", "prontuario_public").ok()) {
            cut(false);
        }
    }

    /** Removes the rules, if there are any; the addresses go with the switch. */
    public static void remove() {
        Shell.attempt("nft", "delete", "table", "inet", "prontuario_public");
    }

    static String rules(boolean cut) {
        String dnat = "ip daddr %s tcp dport %d dnat ip to %s"
                .formatted(PublicPlan.SITE, PublicPlan.HTTPS, Plan.VIRTUAL_ADDRESS);
        String drop = cut ? "ip daddr " + PublicPlan.SITE + " drop" : "";
        // Naming the table first makes deleting it valid whether or not it existed.
        return """
                %1$s
                delete %1$s
                %1$s {
                  chain deaf { type filter hook prerouting priority -400; %3$s
                  }
                  chain mute { type filter hook output priority -400; %3$s
                  }
                  chain arriving { type nat hook prerouting priority -100; %2$s
                  }
                  chain leaving { type nat hook output priority -100; %2$s
                  }
                  chain hiding { type nat hook postrouting priority 100;
                    ip daddr %4$s ct status dnat masquerade
                  }
                }
                """
                .formatted(TABLE, dnat, drop, Plan.VIRTUAL_ADDRESS);
    }
}
