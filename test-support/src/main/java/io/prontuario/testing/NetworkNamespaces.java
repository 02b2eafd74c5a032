package io.prontuario.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A bridge with one network namespace a machine, so that a machine can die without a RST or a FIN. Needs root. */
public final class NetworkNamespaces implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Its own for every network of every JVM: the kernel frees a namespace's links some time after its name. */
    private final String prefix =
            "fd" + ProcessHandle.current().pid() % 100_000 + (char) ('a' + COUNT.getAndIncrement() % 26);

    private final String subnet = "10.231." + (ProcessHandle.current().pid() * 7 + COUNT.get()) % 250 + ".";
    private final List<String> links = new ArrayList<>();
    private final List<String> namespaces = new ArrayList<>();

    public static boolean available() {
        return "root".equals(System.getProperty("user.name")) && Commands.works("ip", "link", "show", "type", "bridge");
    }

    public NetworkNamespaces() {
        Commands.run("ip", "link", "add", bridge(), "type", "bridge");
        Commands.run("ip", "addr", "add", subnet + "1/24", "dev", bridge());
        Commands.run("ip", "link", "set", bridge(), "up");
    }

    private String bridge() {
        return prefix + "br";
    }

    public Machine machine(String name, int number) {
        String namespace = prefix + name;
        String link = prefix + "v" + number;
        namespaces.add(namespace);
        links.add(link);
        Commands.run("ip", "netns", "add", namespace);
        Commands.run("ip", "link", "add", link, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        Commands.run("ip", "link", "set", link, "master", bridge());
        Commands.run("ip", "link", "set", link, "up");
        Commands.run("ip", "-n", namespace, "addr", "add", subnet + number + "/24", "dev", "eth0");
        Commands.run("ip", "-n", namespace, "link", "set", "eth0", "up");
        Commands.run("ip", "-n", namespace, "link", "set", "lo", "up");
        return new Machine(namespace, link, subnet + number);
    }

    @Override
    public void close() {
        links.forEach(link -> Commands.run("ip", "link", "del", link));
        namespaces.forEach(namespace -> Commands.run("ip", "netns", "del", namespace));
        Commands.run("ip", "link", "del", bridge());
    }

    /** A machine on the network. */
    public record Machine(String namespace, String link, String address) {
        /** As pulling the cable: peers get neither RST nor FIN. */
        public void die() {
            Commands.run("ip", "link", "set", link, "down");
        }

        public void revive() {
            Commands.run("ip", "link", "set", link, "up");
        }

        /** The command line that runs a program here. */
        public List<String> inside(List<String> command) {
            List<String> inside = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + namespace));
            inside.addAll(command);
            return inside;
        }
    }
}
