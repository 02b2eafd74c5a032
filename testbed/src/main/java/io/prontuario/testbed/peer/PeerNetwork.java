package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A switch in the root namespace, where the clients are, and the machines on it. Needs root. */
final class PeerNetwork implements AutoCloseable {
    /** Of every namespace and link here; a link's name has at most 15 characters. */
    static final String PREFIX = "peer-";

    private static final String BRIDGE = PREFIX + "switch";
    private static final String SUBNET = "10.233.77.";
    private final List<Box> boxes;

    private PeerNetwork(List<Box> boxes) {
        this.boxes = List.copyOf(boxes);
    }

    static String address(int number) {
        return SUBNET + number;
    }

    /** Plugs the machines in, after removing what a run that was killed has left. */
    static PeerNetwork create(List<Box> boxes) {
        PeerNetwork network = new PeerNetwork(boxes);
        network.close();
        network.requireFreeAddresses();
        Shell.run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0");
        Shell.run("ip", "addr", "add", address(1) + "/24", "dev", BRIDGE);
        Shell.run("ip", "link", "set", BRIDGE, "up");
        boxes.forEach(PeerNetwork::plugIn);
        return network;
    }

    private static void plugIn(Box box) {
        String space = box.space();
        Shell.run("ip", "netns", "add", space);
        Shell.run("ip", "link", "add", space, "type", "veth", "peer", "name", "eth0", "netns", space);
        Shell.run("ip", "link", "set", space, "master", BRIDGE, "up");
        Shell.feed(
                "link set lo up\naddr add " + box.address() + "/24 dev eth0\nlink set eth0 up\n",
                "ip",
                "-n",
                space,
                "-batch",
                "-");
    }

    private void requireFreeAddresses() {
        String routes = Shell.run("ip", "-4", "route", "show", "root", SUBNET + "0/24");
        if (!routes.isBlank()) {
            throw new TestbedException("network " + SUBNET + "0/24 is already in use here: " + routes.strip());
        }
    }

    /** Ends what runs on the machines, and removes them and the switch. Does nothing where nothing is. */
    @Override
    public void close() {
        for (Box box : boxes) {
            if (Files.exists(Path.of("/run/netns", box.space()))) {
                box.endAll();
                Shell.attempt("ip", "netns", "del", box.space());
            }
            removeLink(box.space());
        }
        removeLink(BRIDGE);
    }

    private static void removeLink(String name) {
        if (Files.exists(Path.of("/sys/class/net", name))) {
            Shell.attempt("ip", "link", "del", name);
        }
    }
}
