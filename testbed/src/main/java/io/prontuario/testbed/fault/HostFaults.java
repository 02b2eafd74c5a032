package io.prontuario.testbed.fault;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Kills, revives, freezes and cuts hosts. The active faults are recorded on disk, for the next command. */
public final class HostFaults {
    private final FaultFile file;
    private final Cgroups cgroups;

    public HostFaults(StateFolder state, Cgroups cgroups) {
        this.file = new FaultFile(state.faults());
        this.cgroups = cgroups;
    }

    /** The active faults. */
    public FaultState state() {
        return file.read();
    }

    /**
     * A silent death, as when network and power fail at once: first the link, so that no FIN and no RST leaves, then
     * every process of the host, then the connections that the kernel holds for it.
     *
     * @return when the link went down
     */
    public Instant kill(Host host) {
        requireAlive(host);
        Network.linkDown(host);
        Instant dead = Instant.now();
        file.update(state -> state.killed(host.name()));
        cgroups.killAll(host.name());
        cgroups.remove(host.name());
        Network.unplug(host);
        return dead;
    }

    /** Starts a dead host again: a new boot, the same disk. Active cuts apply to it again. */
    public void revive(Host host, Runnable start) {
        if (!state().dead().contains(host.name())) {
            throw new TestbedException("host " + host.name() + " is not dead: nothing to revive");
        }
        start.run();
        file.update(state -> state.revived(host.name()));
        applyCuts(host);
    }

    /** Drops every packet between two hosts, their pods included. */
    public void cut(Host a, Host b) {
        if (a.equals(b)) {
            throw new TestbedException("a host cannot be cut from itself: name two different hosts");
        }
        Stream.of(a, b).filter(host -> !state().dead().contains(host.name())).forEach(this::requireAlive);
        file.update(state -> state.cut(a.name(), b.name()));
        applyCuts(a);
        applyCuts(b);
    }

    /** Stops every process of the host. Its kernel still answers pings and accepts connections, as on a real hang. */
    public void freeze(Host host) {
        requireAlive(host);
        cgroups.freeze(host.name(), true);
        file.update(state -> state.froze(host.name()));
    }

    /** Undoes every cut and every freeze. Dead hosts stay dead. */
    public void heal() {
        FaultState before = file.update(FaultState::healed);
        before.frozen().forEach(host -> cgroups.freeze(host, false));
        before.cuts().stream().flatMap(List::stream).distinct().map(Plan::host).forEach(this::applyCuts);
    }

    private void applyCuts(Host host) {
        FaultState state = state();
        if (state.dead().contains(host.name())) {
            return;
        }
        List<Host> peers = state.cutFrom(host.name()).stream().map(Plan::host).toList();
        List<String> command = new ArrayList<>(Network.inside(host));
        command.addAll(List.of("nft", "-f", "-"));
        Shell.feed(CutRules.render(peers), command.toArray(String[]::new));
    }

    private void requireAlive(Host host) {
        if (state().dead().contains(host.name())) {
            throw new TestbedException("host " + host.name() + " is dead: revive it first");
        }
        if (!Network.pluggedIn(host)) {
            throw new TestbedException("host " + host.name() + " is not running: `testbed up` starts it");
        }
    }
}
