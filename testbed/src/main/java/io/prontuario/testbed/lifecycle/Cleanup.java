package io.prontuario.testbed.lifecycle;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.fault.SmallDisk;
import io.prontuario.testbed.net.KernelSettings;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testbed.publicnet.PublicNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Removes everything that a test bed made on the machine, and finds what is left. */
public final class Cleanup {
    private final StateFolder state;
    private final Cgroups cgroups;

    public Cleanup(StateFolder state, Cgroups cgroups) {
        this.state = state;
        this.cgroups = cgroups;
    }

    /** Ends all processes, removes networks, control groups and the hosts' disks. Safe to repeat, and after a crash. */
    public void run() {
        for (Host host : Plan.HOSTS) {
            Network.linkDown(host);
        }
        groups().forEach(cgroups::killAll);
        Plan.HOSTS.forEach(Network::unplug);
        Plan.HOSTS.forEach(host -> new SmallDisk(state.host(host)).remove());
        PublicNetwork.remove();
        Network.removeBridges();
        KernelSettings.restore(state.kernelSettings());
        cgroups.removeAll();
        for (String name : List.of("hosts", "pki", "runtime", "scripts", "logs")) {
            UncheckedFiles.delete(state.root().resolve(name));
        }
        UncheckedFiles.delete(state.faults());
        UncheckedFiles.delete(state.faults().resolveSibling(state.faults().getFileName() + ".lock"));
        UncheckedFiles.delete(state.kernelSettings());
        UncheckedFiles.delete(state.layoutFile());
        UncheckedFiles.delete(state.sharedApiSocket());
        for (Cluster cluster : Cluster.values()) {
            UncheckedFiles.delete(state.kubeconfig(cluster));
        }
    }

    /** Processes, control groups, links, namespaces and mounts that are left; empty when everything is gone. */
    public List<String> leftovers() {
        List<String> found = new ArrayList<>(Network.present());
        for (String group : groups()) {
            cgroups.processes(group).forEach(pid -> found.add("process " + pid + " of " + group));
        }
        cgroups.leftovers().forEach(folder -> found.add("control group " + folder));
        UncheckedFiles.read(Path.of("/proc/mounts"))
                .lines()
                .filter(line -> line.contains(" " + state.root() + "/"))
                .forEach(line -> found.add("mount " + line.split(" ", -1)[1]));
        if (Files.exists(state.root().resolve("hosts"))) {
            found.add("folder " + state.root().resolve("hosts"));
        }
        return found;
    }

    private static List<String> groups() {
        return Stream.concat(Plan.HOSTS.stream().map(Host::name), Stream.of(SharedServers.GROUP))
                .toList();
    }
}
