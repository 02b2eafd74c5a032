package io.prontuario.testbed.cgroup;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Control groups v2: one tree, with processes only in its leaves. */
final class CgroupsV2 extends Cgroups {
    private static final String CONTROLLERS = "+cpu +cpuset +io +memory +pids";

    private final Path root;

    CgroupsV2(Path root) {
        this.root = root;
    }

    @Override
    public void create(String host, int weight) {
        Path top = root.resolve(TOP);
        Path tree = top.resolve(host);
        UncheckedFiles.folders(tree);
        // The kubelet needs the controllers in its own subtree, so each level hands them down.
        delegate(root);
        delegate(top);
        delegate(tree);
        weigh(top, TOP_WEIGHT);
        weigh(tree, weight);
        for (Slice slice : Slice.values()) {
            UncheckedFiles.folders(tree.resolve(slice.folder()));
            weigh(tree.resolve(slice.folder()), slice.weight());
        }
    }

    @Override
    public Setting weight(String host, int weight) {
        return new Setting(processTree(host).resolve("cpu.weight"), String.valueOf(weight));
    }

    @Override
    public Clients joinClients() {
        Path group = root.resolve(TOP).resolve(CLIENTS);
        UncheckedFiles.folders(group);
        weigh(group, CLIENTS_WEIGHT);
        return Clients.join(group, root.resolve(ownGroup(String::isEmpty)));
    }

    @Override
    public List<Path> joinFiles(String host, Slice slice) {
        return List.of(processTree(host).resolve(slice.folder()).resolve("cgroup.procs"));
    }

    @Override
    public void freeze(String host, boolean frozen) {
        Path file = processTree(host).resolve("cgroup.freeze");
        if (Files.exists(file)) {
            write(file, frozen ? "1" : "0");
        }
    }

    @Override
    public boolean frozen(String host) {
        return UncheckedFiles.read(processTree(host).resolve("cgroup.freeze"))
                .strip()
                .equals("1");
    }

    @Override
    void signalAll(String host) {
        Path kill = processTree(host).resolve("cgroup.kill");
        if (Files.exists(kill)) {
            write(kill, "1");
        } else {
            // Kernels before 5.14 have no cgroup.kill.
            freeze(host, true);
            processes(host).stream()
                    .filter(pid -> pid > 1)
                    .forEach(pid -> Shell.attempt("kill", "-KILL", String.valueOf(pid)));
        }
        freeze(host, false);
    }

    @Override
    Path processTree(String host) {
        return root.resolve(TOP).resolve(host);
    }

    @Override
    List<Path> tops() {
        return Stream.of(root.resolve(TOP)).filter(Files::isDirectory).toList();
    }

    private static void delegate(Path group) {
        write(group.resolve("cgroup.subtree_control"), CONTROLLERS);
    }

    private static void weigh(Path group, int weight) {
        write(group.resolve("cpu.weight"), String.valueOf(weight));
    }
}
