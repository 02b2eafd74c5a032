package io.prontuario.testbed.net;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Switches (bridges in the root namespace), and a network namespace with one card a host. The root namespace is the
 * router between the two clusters and the place of the clients.
 */
public final class Network {
    private static final String CARD = "eth0";

    private Network() {}

    /** Makes the switches. Does nothing for one that exists. */
    public static void createBridges() {
        for (Cluster cluster : Cluster.values()) {
            if (!linkExists(cluster.bridge())) {
                // A bridge without an address of its own takes one of its ports' and changes it whenever a host comes
                // or
                // goes: every neighbour would then send its answers to a stale hardware address for seconds.
                Shell.run(
                        "ip",
                        "link",
                        "add",
                        cluster.bridge(),
                        "address",
                        cluster.mac(),
                        "type",
                        "bridge",
                        "forward_delay",
                        "0");
                Shell.run("ip", "addr", "add", cluster.gateway() + "/24", "dev", cluster.bridge());
            }
            Shell.run("ip", "link", "set", cluster.bridge(), "up");
            // The address moves between hosts in under a second: a neighbour entry may not resist that for one.
            Shell.run("sysctl", "-q", "-w", "net.ipv4.neigh." + cluster.bridge() + ".locktime=0");
        }
    }

    /** Plugs the host in: a namespace of its own, its card, its address, its routes. */
    public static void plugIn(Host host) {
        unplug(host);
        String space = host.netns();
        String link = host.netns();
        Shell.run("ip", "netns", "add", space);
        Shell.run(
                "ip", "link", "add", link, "type", "veth", "peer", "name", CARD, "address", host.mac(), "netns", space);
        Shell.run("ip", "link", "set", link, "master", host.cluster().bridge(), "up");
        Shell.feed(insideCommands(host), "ip", "-n", space, "-batch", "-");
        Shell.run("ip", "route", "replace", host.podCidr(), "via", host.address());
        Shell.run(settingsCommand(host));
    }

    /** Gives the host an address of its own that no other host ever sees, because every host has it. */
    public static void addLocal(Host host, String address) {
        Shell.run("ip", "-n", host.netns(), "addr", "replace", address + "/32", "dev", "lo");
    }

    /** The same for the root namespace; goes with the switch. */
    public static void addLocal(Cluster cluster, String address) {
        Shell.run("ip", "addr", "replace", address + "/32", "dev", cluster.bridge());
    }

    /** Takes the link down: no packet leaves or reaches the host any more, not even a FIN or a RST. */
    public static void linkDown(Host host) {
        Shell.attempt("ip", "link", "set", host.netns(), "down");
    }

    /** Removes the host's card and namespace; the connections in the kernel end with them. */
    public static void unplug(Host host) {
        if (linkExists(host.netns())) {
            Shell.attempt("ip", "link", "del", host.netns());
        }
        if (pluggedIn(host)) {
            Shell.attempt("ip", "netns", "del", host.netns());
        }
    }

    /** Whether the host has its network, which a host has from its start to its death. */
    public static boolean pluggedIn(Host host) {
        return Files.exists(Path.of("/run/netns", host.netns()));
    }

    /** Removes the switches, and with them the routes through them. */
    public static void removeBridges() {
        for (Cluster cluster : Cluster.values()) {
            if (linkExists(cluster.bridge())) {
                Shell.attempt("ip", "link", "del", cluster.bridge());
            }
        }
    }

    /** Links, namespaces and routes of the test bed that exist now. */
    public static List<String> present() {
        List<String> found = new ArrayList<>();
        Stream.concat(
                        Stream.of(Cluster.values()).map(Cluster::bridge),
                        Plan.HOSTS.stream().map(Host::netns))
                .filter(Network::linkExists)
                .forEach(link -> found.add("link " + link));
        Plan.HOSTS.stream().filter(Network::pluggedIn).forEach(host -> found.add("network namespace " + host.netns()));
        return found;
    }

    /** The command prefix that runs a command inside the host's network. {@code ip netns exec} would remount /sys. */
    public static List<String> inside(Host host) {
        return List.of("nsenter", "--net=/run/netns/" + host.netns());
    }

    private static String insideCommands(Host host) {
        StringBuilder batch = new StringBuilder();
        batch.append("link set lo up\n");
        batch.append("addr add ").append(Plan.DNS_ADDRESS).append("/32 dev lo\n");
        batch.append("addr add ")
                .append(host.address())
                .append("/24 dev ")
                .append(CARD)
                .append('\n');
        batch.append("link set ").append(CARD).append(" up\n");
        batch.append("route add default via ").append(host.cluster().gateway()).append('\n');
        for (Host peer : Plan.hosts(host.cluster())) {
            if (!peer.equals(host)) {
                batch.append("route add ")
                        .append(peer.podCidr())
                        .append(" via ")
                        .append(peer.address())
                        .append('\n');
            }
        }
        return batch.toString();
    }

    private static String[] settingsCommand(Host host) {
        List<String> values = List.of(
                "net.ipv4.ip_forward=1",
                // HAProxy binds the virtual address on hosts that do not hold it yet.
                "net.ipv4.ip_nonlocal_bind=1",
                "net.ipv4.neigh." + CARD + ".locktime=0",
                // A peer that died silently is given up after seconds, not after a quarter of an hour.
                "net.ipv4.tcp_retries2=6",
                "net.ipv4.tcp_syn_retries=3");
        List<String> command = new ArrayList<>(inside(host));
        command.addAll(List.of("sysctl", "-q", "-w"));
        command.addAll(values);
        return command.toArray(String[]::new);
    }

    private static boolean linkExists(String name) {
        return Files.exists(Path.of("/sys/class/net", name));
    }
}
