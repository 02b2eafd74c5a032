package io.prontuario.testbed.frontdoor;

import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Returns the virtual address to its preferred holder without breaking connections that are open on the interim holder.
 * Pure.
 *
 * <p>A switch forgets the old holder at once, so packets of its open connections reach the new one, which would answer
 * RST. Here the new holder passes packets that belong to no connection of its own to whichever host of lower priority
 * announced itself in the last seconds. That host still takes them as its own, because the address stays in every
 * host's local routing table while only the holder answers ARP for it. After a death nothing is passed on: the RST is
 * then the right answer, and the quick one.
 */
final class AddressHandover {
    /** How long after its last advertisement a former holder still gets what belongs to it. */
    private static final int SECONDS = 120;
    /** Marks and routing tables are numbered from here; clear of kube-proxy's bits 0x4000 and 0x8000. */
    private static final int BASE = 0x70000;

    private AddressHandover() {}

    /** Batch for {@code ip -batch}: marked packets go to the peer before the local table claims them. */
    static String routing(Host host) {
        StringBuilder batch = new StringBuilder();
        batch.append("route add local ").append(Plan.VIRTUAL_ADDRESS).append("/32 dev lo table local\n");
        batch.append("rule add pref 100 lookup local\n");
        for (Host peer : lowerPeers(host)) {
            batch.append("rule add pref 50 fwmark ")
                    .append(mark(peer))
                    .append(" lookup ")
                    .append(mark(peer))
                    .append('\n');
            batch.append("route add default via ")
                    .append(peer.address())
                    .append(" table ")
                    .append(mark(peer))
                    .append('\n');
        }
        return batch.append("rule del pref 0\n").toString();
    }

    /** Kernel settings that go with the address in every host's local table. */
    static List<String> settings() {
        return List.of(
                // Only the holder, which has the address on its card, answers and announces it.
                "net.ipv4.conf.eth0.arp_ignore=1",
                "net.ipv4.conf.eth0.arp_announce=2",
                // Passing a packet back onto the same wire must not teach the client a shortcut.
                "net.ipv4.conf.all.send_redirects=0",
                "net.ipv4.conf.eth0.send_redirects=0");
    }

    /** Packet filter rules; empty for the host of lowest priority, which never takes the address from a living one. */
    static String rules(Host host) {
        List<Host> peers = lowerPeers(host);
        if (peers.isEmpty()) {
            return "";
        }
        String learn = peers.stream().map(peer -> learn(peer, peers)).collect(Collectors.joining());
        String pass = peers.stream()
                .map(peer -> "    meta mark set " + mark(peer) + "\n    meta mark @former accept\n")
                .collect(Collectors.joining());
        return """
                table inet prontuario_handover {
                  set former { type mark; flags dynamic, timeout; timeout %1$ds; }
                  chain learn {
                    type filter hook prerouting priority -160;
                %2$s  }
                  chain pass {
                    type filter hook prerouting priority -150;
                    ip daddr %3$s tcp flags & syn == 0 socket wildcard 1 jump stranger
                  }
                  chain stranger {
                %4$s    meta mark set 0
                  }
                }
                """
                .formatted(SECONDS, learn, Plan.VIRTUAL_ADDRESS, pass);
    }

    /** Only the holder advertises, so the last host that advertised is the last holder. */
    private static String learn(Host holder, List<Host> peers) {
        String forget = peers.stream()
                .filter(peer -> !peer.equals(holder))
                .map(peer -> "meta mark set " + mark(peer) + " delete @former { meta mark } ")
                .collect(Collectors.joining());
        return "    ip protocol vrrp ip saddr " + holder.address() + " " + forget + "meta mark set " + mark(holder)
                + " update @former { meta mark timeout " + SECONDS + "s } meta mark set 0 return\n";
    }

    private static List<Host> lowerPeers(Host host) {
        return Plan.hosts(host.cluster()).stream()
                .filter(peer -> peer.role().runsFrontDoor() && peer.vrrpPriority() < host.vrrpPriority())
                .toList();
    }

    private static int mark(Host peer) {
        return BASE + peer.number();
    }
}
