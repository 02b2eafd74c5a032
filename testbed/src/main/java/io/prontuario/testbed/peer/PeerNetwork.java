package io.prontuario.testbed.peer;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A switch in the root namespace, where the clients are, and the machines on it. Needs root. */
final class PeerNetwork implements AutoCloseable {
    /** Of every namespace and link here; a link's name has at most 15 characters. */
    static final String PREFIX = "peer-";

    private static final String BRIDGE = PREFIX + "switch";
    private static final String SUBNET = "10.233.77.";
    private static final Path LOCK = Path.of("/run/lock/prontuario-peers");
    private final List<Box> boxes;
    private final FileChannel lock;

    private PeerNetwork(List<Box> boxes, FileChannel lock) {
        this.boxes = List.copyOf(boxes);
        this.lock = lock;
    }

    static String address(int number) {
        return SUBNET + number;
    }

    /**
     * Plugs the machines in, after removing what a run that was killed has left.
     *
     * @throws TestbedException when another process has such machines: their names are fixed, so one at a time
     */
    static PeerNetwork create(List<Box> boxes) {
        PeerNetwork network = new PeerNetwork(boxes, lock());
        try {
            network.remove();
            requireFreeAddresses();
            Shell.run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0");
            Shell.run("ip", "addr", "add", address(1) + "/24", "dev", BRIDGE);
            Shell.run("ip", "link", "set", BRIDGE, "up");
            boxes.forEach(PeerNetwork::plugIn);
            return network;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static FileChannel lock() {
        try {
            FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            // Held until the channel closes, at the latest when this process ends.
            if (channel.tryLock() == null) {
                channel.close();
                throw new TestbedException("peers are being measured on this machine already: wait until that ends");
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private static void requireFreeAddresses() {
        String routes = Shell.run("ip", "-4", "route", "show", "root", SUBNET + "0/24");
        if (!routes.isBlank()) {
            throw new TestbedException("network " + SUBNET + "0/24 is already in use here: " + routes.strip());
        }
    }

    /** Ends what runs on the machines, and removes them and the switch. Does nothing where nothing is. */
    @Override
    public void close() {
        try (lock) {
            remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove() {
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
