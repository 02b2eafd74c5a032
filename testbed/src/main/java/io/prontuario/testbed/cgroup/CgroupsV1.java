package io.prontuario.testbed.cgroup;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Control groups v1: the same tree in every controller's hierarchy. */
final class CgroupsV1 extends Cgroups {
    private static final List<String> CONTROLLERS =
            List.of("cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids", "systemd");
    /** Default of {@code cpu.shares}, which is v2's weight 100. */
    private static final int DEFAULT_SHARES = 1024;

    /** Of each second, for real-time processes of one host: some hundred times what keepalived uses. */
    private static final int REAL_TIME_MICROS = 80_000;
    /** For every host and the shared servers. */
    private static final int TOP_REAL_TIME_MICROS = 8 * REAL_TIME_MICROS;

    private final Path root;

    CgroupsV1(Path root) {
        this.root = root;
    }

    @Override
    public void create(String host, int weight) {
        for (Path controller : controllers()) {
            Path top = controller.resolve(TOP);
            Path tree = top.resolve(host);
            make(top);
            make(tree);
            for (Slice slice : Slice.values()) {
                make(tree.resolve(slice.folder()));
            }
        }
        Path cpu = root.resolve("cpu").resolve(TOP);
        weigh(cpu, TOP_WEIGHT);
        weigh(cpu.resolve(host), weight);
        for (Slice slice : Slice.values()) {
            weigh(cpu.resolve(host).resolve(slice.folder()), slice.weight());
        }
        allowRealTime(cpu, host);
    }

    /**
     * Where the kernel accounts for real time by group, a group has none until it is given some, from the top down.
     * keepalived needs it: an advert that waits 0.6 s for the processor behind a booting host costs the virtual
     * address.
     */
    private static void allowRealTime(Path cpu, String host) {
        realTime(cpu, TOP_REAL_TIME_MICROS);
        realTime(cpu.resolve(host), REAL_TIME_MICROS);
        realTime(cpu.resolve(host).resolve(Slice.FRONT.folder()), REAL_TIME_MICROS);
    }

    private static void realTime(Path group, int micros) {
        Path file = group.resolve("cpu.rt_runtime_us");
        if (Files.exists(file)) {
            write(file, String.valueOf(micros));
        }
    }

    @Override
    public Setting weight(String host, int weight) {
        Path shares = root.resolve("cpu").resolve(TOP).resolve(host).resolve("cpu.shares");
        return new Setting(shares, String.valueOf(shares(weight)));
    }

    @Override
    public Clients joinClients() {
        Path cpu = root.resolve("cpu");
        Path group = cpu.resolve(TOP).resolve(CLIENTS);
        UncheckedFiles.folders(group);
        weigh(group, CLIENTS_WEIGHT);
        String own = ownGroup(controllers -> List.of(controllers.split(",")).contains("cpu"));
        return Clients.join(group, cpu.resolve(own));
    }

    @Override
    public List<Path> joinFiles(String host, Slice slice) {
        return controllers().stream()
                .map(controller -> controller
                        .resolve(TOP)
                        .resolve(host)
                        .resolve(slice.folder())
                        .resolve("cgroup.procs"))
                .toList();
    }

    @Override
    public void freeze(String host, boolean frozen) {
        Path state = processTree(host).resolve("freezer.state");
        if (Files.exists(state)) {
            write(state, frozen ? "FROZEN" : "THAWED");
        }
    }

    @Override
    public boolean frozen(String host) {
        return UncheckedFiles.read(processTree(host).resolve("freezer.self_freezing"))
                .strip()
                .equals("1");
    }

    @Override
    void signalAll(String host) {
        // Frozen first, so that nothing forks away between the listing and the signal.
        freeze(host, true);
        List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
        processes(host).stream().filter(pid -> pid > 1).map(String::valueOf).forEach(command::add);
        if (command.size() > 2) {
            Shell.attempt(command.toArray(String[]::new));
        }
        freeze(host, false);
    }

    @Override
    Path processTree(String host) {
        return root.resolve("freezer").resolve(TOP).resolve(host);
    }

    /** Every hierarchy, also those that only a container runtime uses: the v2 tree of a hybrid machine, for one. */
    @Override
    List<Path> tops() {
        return UncheckedFiles.list(root).stream()
                .filter(hierarchy -> !Files.isSymbolicLink(hierarchy))
                .map(hierarchy -> hierarchy.resolve(TOP))
                .filter(Files::isDirectory)
                .toList();
    }

    private List<Path> controllers() {
        return CONTROLLERS.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .toList();
    }

    /** A new cpuset is empty, and a process may not join it until it names processors and memory nodes. */
    private static void make(Path group) {
        UncheckedFiles.folders(group);
        Path parent = group.getParent();
        for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
            Path own = group.resolve(file);
            if (parent != null && Files.exists(own) && UncheckedFiles.read(own).isBlank()) {
                write(own, UncheckedFiles.read(parent.resolve(file)));
            }
        }
    }

    private static void weigh(Path group, int weight) {
        Path shares = group.resolve("cpu.shares");
        if (Files.exists(shares)) {
            write(shares, String.valueOf(shares(weight)));
        }
    }

    private static int shares(int weight) {
        return weight * DEFAULT_SHARES / 100;
    }
}
