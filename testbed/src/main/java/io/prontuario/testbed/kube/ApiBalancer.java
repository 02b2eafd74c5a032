package io.prontuario.testbed.kube;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The local balancers of a control plane with several API servers: one on each host, one in the root namespace. */
public final class ApiBalancer {
    private static final String HAPROXY = "/usr/sbin/haproxy";

    private final StateFolder state;
    private final Pki pki;

    public ApiBalancer(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Writes the host's configuration: its own API server first. */
    public void configure(Host host) {
        List<Host> members = state.layout().members(host.cluster());
        List<Host> ownFirst = Stream.concat(
                        members.stream().filter(host::equals), members.stream().filter(other -> !other.equals(host)))
                .toList();
        write(file(host), ownFirst, host.cluster(), state.host(host).apiSocket());
    }

    public Unit unit(Host host) {
        return Unit.of("api-balancer", command(file(host))).in(Slice.CONTROL, -5);
    }

    /**
     * Writes the configuration for the root namespace, servers in the order of the hosts.
     *
     * @return the command to run
     */
    public List<String> shared() {
        Path file = state.root().resolve("scripts/api-balancer.cfg");
        write(file, state.layout().members(Cluster.ONSITE), Cluster.ONSITE, state.sharedApiSocket());
        return command(file);
    }

    private void write(Path file, List<Host> servers, Cluster cluster, Path socket) {
        UncheckedFiles.write(file, ApiBalancerConfig.render(servers, pki.file(cluster, "ca.crt"), socket));
    }

    private Path file(Host host) {
        return state.host(host).etc().resolve("api-balancer.cfg");
    }

    private static List<String> command(Path file) {
        return List.of(HAPROXY, "-db", "-f", file.toString());
    }
}
