package io.prontuario.testbed.host;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Switches a host on: plugs it into the network, writes its new boot id and units, and starts its supervisor inside its
 * network namespace, its control group and a mount namespace of its own. The latter gives it a private {@code /run}
 * (empty at every start, as after a real boot) and a private {@code /var} (its disk), and every mount that its
 * containers made is gone with its last process.
 */
public final class HostBoot {
    /**
     * While a host boots, a dozen programs start at once. Real hosts have processors of their own for that; here a
     * booting host gets only the processor time that the others leave, until it has settled.
     */
    private static final int BOOTING_WEIGHT = 60;

    private static final int SETTLED_WEIGHT = 400;

    private final StateFolder state;
    private final Cgroups cgroups;

    public HostBoot(StateFolder state, Cgroups cgroups) {
        this.state = state;
        this.cgroups = cgroups;
    }

    /**
     * Starts the host with these units; its disk stays as it is.
     *
     * @param network what else the host's network needs, run once it is plugged in and before any unit starts
     */
    public void start(Host host, List<Unit> units, Consumer<Host> network) {
        HostFolder folder = state.host(host);
        cgroups.create(host.name(), BOOTING_WEIGHT);
        Network.plugIn(host);
        network.accept(host);
        // A real host loses these at a reboot: a stale socket file must not look like a running unit.
        UncheckedFiles.delete(folder.unitState());
        UncheckedFiles.delete(folder.containerdSocket());
        UncheckedFiles.delete(folder.edge().resolve("master.sock"));
        UncheckedFiles.folders(
                folder.unitState(),
                folder.logs(),
                folder.var().resolve("tmp"),
                folder.var().resolve("log"));
        UncheckedFiles.write(folder.bootId(), UUID.randomUUID() + "\n");
        writeUnits(host, units);
        launch(host);
    }

    /** Replaces the host's units; a running supervisor follows within a second. */
    public void writeUnits(Host host, List<Unit> units) {
        HostFolder folder = state.host(host);
        UncheckedFiles.folders(folder.units());
        List<String> names =
                units.stream().map(unit -> unit.name() + UnitFile.SUFFIX).toList();
        UncheckedFiles.list(folder.units()).stream()
                .filter(file -> !names.contains(file.getFileName().toString()))
                .forEach(UncheckedFiles::delete);
        for (Unit unit : units) {
            UncheckedFiles.replace(
                    folder.units().resolve(unit.name() + UnitFile.SUFFIX),
                    UnitFile.render(unit, cgroups.joinFiles(host.name(), unit.slice())));
        }
    }

    private void launch(Host host) {
        HostFolder folder = state.host(host);
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Network.inside(host));
        command.addAll(List.of("unshare", "--mount", "--uts", "/bin/sh", "-c", script(host), "sh"));
        command.addAll(supervisor(folder, cgroups.weight(host.name(), SETTLED_WEIGHT)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.logs().resolve("supervisor.log").toFile()));
        try {
            builder.start();
        } catch (IOException e) {
            throw new TestbedException("cannot start host " + host.name() + ": " + e.getMessage(), e);
        }
    }

    private String script(Host host) {
        HostFolder folder = state.host(host);
        StringBuilder script = new StringBuilder("set -e\n");
        cgroups.joinFiles(host.name(), Slice.SYSTEM)
                .forEach(file -> script.append("echo $$ > '").append(file).append("'\n"));
        return script.append("mount --bind '")
                .append(folder.var())
                .append("' /var\n")
                .append("if mountpoint -q '%1$s'; then mount --bind '%1$s' %2$s; fi\n"
                        .formatted(folder.smallDisk(), HostFolder.RECORD))
                .append("mount -t tmpfs -o mode=755 tmpfs /run\n")
                .append("ln -sfn /run /var/run\n")
                // The kubelet needs shared mounts; they are shared within this host only.
                .append("mount --make-rshared /\n")
                .append("hostname ")
                .append(host.name())
                .append('\n')
                .append("exec \"$@\"\n")
                .toString();
    }

    private List<String> supervisor(HostFolder folder, Cgroups.Setting settled) {
        return List.of(
                JavaCommand.program(),
                "-Xmx16m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                state.runtime().resolve("testbed").toString(),
                UnitSupervisor.class.getName(),
                folder.units().toString(),
                folder.logs().toString(),
                folder.unitState().toString(),
                settled.file().toString(),
                settled.value());
    }
}
