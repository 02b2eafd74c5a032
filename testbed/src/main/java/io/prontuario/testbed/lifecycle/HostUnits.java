package io.prontuario.testbed.lifecycle;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.data.Postgres;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.fault.SmallDisk;
import io.prontuario.testbed.fault.WrongClock;
import io.prontuario.testbed.frontdoor.FrontDoor;
import io.prontuario.testbed.host.HostBoot;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.kube.ApiBalancer;
import io.prontuario.testbed.kube.ControlPlaneUnits;
import io.prontuario.testbed.kube.Node;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.Role;
import io.prontuario.testbed.plan.StateFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The units of each host, by its role and the layout of the control plane. */
public final class HostUnits {
    private final StateFolder state;
    private final HostBoot boot;
    private final Node node;
    private final ControlPlaneUnits controlPlane;
    private final ApiBalancer balancer;
    private final FrontDoor frontDoor;
    private final Postgres postgres;

    public HostUnits(StateFolder state, Pki pki, Cgroups cgroups) {
        this.state = state;
        this.boot = new HostBoot(state, cgroups);
        this.node = new Node(state, pki, cgroups);
        this.controlPlane = new ControlPlaneUnits(state, pki);
        this.balancer = new ApiBalancer(state, pki);
        this.frontDoor = new FrontDoor(state, pki);
        this.postgres = new Postgres(state, pki);
    }

    /** Configures and starts every host. */
    public void startAll() {
        // The edge first: nodes then reach a control plane on the edge at the first attempt, and the edge takes the
        // virtual address at once.
        Stream.concat(
                        Plan.HOSTS.stream().filter(host -> host.role() != Role.STUDIO),
                        Plan.HOSTS.stream().filter(host -> host.role() == Role.STUDIO))
                .forEach(host -> {
                    node.configure(host);
                    if (balanced(host)) {
                        balancer.configure(host);
                    }
                    if (host.role().runsFrontDoor()) {
                        frontDoor.configure(host);
                    }
                    boot(host);
                });
    }

    /** Connects a host and starts its units; its disk stays as it is. */
    public void boot(Host host) {
        boot.start(host, units(host), plugged -> {
            if (balanced(plugged)) {
                Network.addLocal(plugged, Plan.LOCAL_API_ADDRESS);
            }
            if (plugged.role().runsFrontDoor()) {
                frontDoor.prepareNetwork(plugged);
            }
        });
    }

    /**
     * Stops one unit of a healthy host: its supervisor does not start it again.
     *
     * @throws TestbedException if the host runs no such unit; the message lists those it does
     */
    public void stopUnit(Host host, String name) {
        List<Unit> units = units(host);
        if (units.stream().noneMatch(unit -> unit.name().equals(name))) {
            throw new TestbedException("host " + host.name() + " runs no unit '" + name + "'; its units are "
                    + units.stream().map(Unit::name).collect(Collectors.joining(", ")));
        }
        boot.writeUnits(
                host, units.stream().filter(unit -> !unit.name().equals(name)).toList());
    }

    /** Starts what {@link #stopUnit} ended, on every host that is on. */
    public void restoreUnits() {
        Plan.HOSTS.stream().filter(Network::pluggedIn).forEach(host -> boot.writeUnits(host, units(host)));
    }

    /** What a host that starts finds its record on, if it was put in. */
    public SmallDisk smallDisk(Host host) {
        return new SmallDisk(state.host(host));
    }

    /** The clock that a host's record has from its next start on. */
    public WrongClock clock(Host host) {
        return new WrongClock(state.host(host));
    }

    private List<Unit> units(Host host) {
        List<Unit> units = new ArrayList<>();
        if (state.layout().carries(host)) {
            units.addAll(controlPlane.units(host));
        }
        if (balanced(host)) {
            units.add(balancer.unit(host));
        }
        units.addAll(node.units(host));
        if (host.role().runsFrontDoor()) {
            units.addAll(frontDoor.units(host));
        }
        if (host.role().runsDatabase()) {
            units.add(postgres.unit(host));
        }
        return units;
    }

    private boolean balanced(Host host) {
        return state.layout().balanced(host.cluster());
    }
}
