package io.prontuario.testbed;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.fault.HostFaults;
import io.prontuario.testbed.fault.SmallDisk;
import io.prontuario.testbed.fault.WrongClock;
import io.prontuario.testbed.lifecycle.HostUnits;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.publicnet.PublicNetwork;
import java.time.Instant;
import java.util.List;

/**
 * The faults of a test bed: silent death, freeze, cut and a stopped unit. They stay active until undone, across
 * processes.
 */
public final class Faults {
    private final HostFaults faults;
    private final HostUnits hosts;

    Faults(HostFaults faults, HostUnits hosts) {
        this.faults = faults;
        this.hosts = hosts;
    }

    /** Kills a host silently; returns when its link went down. */
    public Instant kill(String host) {
        return faults.kill(Plan.host(host));
    }

    /** Starts a dead host again, with the same disk and a new boot id. */
    public void revive(String name) {
        Host host = Plan.host(name);
        faults.revive(host, () -> hosts.boot(host));
    }

    /** Whether a host was killed and not started again. */
    public boolean isDead(String host) {
        return faults.state().dead().contains(Plan.host(host).name());
    }

    /** Drops every packet between two hosts; {@code onsite} stands for every host on site. */
    public void cut(String a, String b) {
        for (Host one : group(a)) {
            for (Host other : group(b)) {
                faults.cut(one, other);
            }
        }
    }

    /** Stops every process of a host without ending it. */
    public void freeze(String host) {
        faults.freeze(Plan.host(host));
    }

    /** Cuts the site's public address from clients outside, or reconnects it. The VPN is another path. */
    public void cutPublic(boolean cut) {
        PublicNetwork.cut(cut);
    }

    /** Ends one unit of a healthy host; {@link #heal} starts it again. */
    public void stop(String host, String unit) {
        hosts.stopUnit(Plan.host(host), unit);
    }

    /** Undoes every cut and freeze and starts every stopped unit. Dead hosts stay dead. */
    public void heal() {
        faults.heal();
        PublicNetwork.heal();
        hosts.restoreUnits();
    }

    /**
     * The disk that a host's record can be on in place of the machine's own.
     *
     * @throws TestbedException if there is no such host
     */
    public SmallDisk smallDisk(String host) {
        return hosts.smallDisk(Plan.host(host));
    }

    /** The clock of a host's record. @throws TestbedException if there is no such host */
    public WrongClock clock(String host) {
        return hosts.clock(Plan.host(host));
    }

    private static List<Host> group(String name) {
        return name.equals(Cluster.ONSITE.id()) ? Plan.hosts(Cluster.ONSITE) : List.of(Plan.host(name));
    }
}
