package io.prontuario.testbed;

import io.prontuario.testbed.Status.HostState;
import io.prontuario.testbed.Status.HostStatus;
import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.fault.FaultState;
import io.prontuario.testbed.fault.HostFaults;
import io.prontuario.testbed.kube.Kubectl;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads from the machine what runs. */
final class StatusReader {
    private final StateFolder state;
    private final Pki pki;
    private final Cgroups cgroups;
    private final HostFaults faults;

    StatusReader(StateFolder state, Pki pki, Cgroups cgroups, HostFaults faults) {
        this.state = state;
        this.pki = pki;
        this.cgroups = cgroups;
        this.faults = faults;
    }

    Status read() {
        boolean running = !Network.present().isEmpty();
        FaultState seen = faults.state();
        Map<String, Boolean> ready = running ? nodes() : Map.of();
        List<HostStatus> hosts = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        for (Host host : Plan.HOSTS) {
            int processes = cgroups.processes(host.name()).size();
            HostState hostState = hostState(host, seen, processes);
            hosts.add(new HostStatus(
                    host.name(),
                    host.cluster().id(),
                    host.address(),
                    hostState,
                    nodeState(ready.get(host.name())),
                    processes,
                    hostState == HostState.DEAD ? Map.of() : units(host)));
            if (hostState == HostState.RUNNING && holdsVirtualAddress(host)) {
                holders.add(host.name());
            }
        }
        return new Status(running, hosts, List.copyOf(seen.cuts()), holders);
    }

    private static HostState hostState(Host host, FaultState seen, int processes) {
        if (seen.dead().contains(host.name())) {
            return HostState.DEAD;
        }
        if (seen.frozen().contains(host.name())) {
            return HostState.FROZEN;
        }
        return processes > 0 ? HostState.RUNNING : HostState.OFF;
    }

    private Map<String, Boolean> nodes() {
        Map<String, Boolean> ready = new HashMap<>();
        for (Cluster cluster : Cluster.values()) {
            ready.putAll(new Kubectl(state, pki, cluster).nodes());
        }
        return ready;
    }

    private static String nodeState(@Nullable Boolean ready) {
        if (ready == null) {
            return "Unknown";
        }
        return ready ? "Ready" : "NotReady";
    }

    private Map<String, Long> units(Host host) {
        Map<String, Long> units = new TreeMap<>();
        for (Path file : UncheckedFiles.list(state.host(host).unitState())) {
            UncheckedFiles.read(file)
                    .lines()
                    .filter(line -> line.startsWith("pid="))
                    .forEach(line -> units.put(file.getFileName().toString(), Long.parseLong(line.substring(4))));
        }
        return units;
    }

    private static boolean holdsVirtualAddress(Host host) {
        return host.role().runsFrontDoor()
                && Shell.attempt("ip", "-n", host.netns(), "-br", "addr", "show", "dev", "eth0")
                        .out()
                        .contains(Plan.VIRTUAL_ADDRESS + "/");
    }
}
