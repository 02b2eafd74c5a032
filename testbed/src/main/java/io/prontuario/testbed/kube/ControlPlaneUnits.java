package io.prontuario.testbed.kube;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.Role;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testing.ControlPlaneCommands;
import io.prontuario.testing.ControlPlaneCommands.ApiServerAddress;
import io.prontuario.testing.ControlPlaneCommands.ClusterFiles;
import io.prontuario.testing.ControlPlaneCommands.EtcdMember;
import java.util.ArrayList;
import java.util.List;

/** The control plane's units on a host that carries it: one member each of etcd, API server, controllers, scheduler. */
public final class ControlPlaneUnits {
    private static final String ETCD_URL = "http://127.0.0.1:2379";

    private final StateFolder state;
    private final Pki pki;

    public ControlPlaneUnits(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    public List<Unit> units(Host host) {
        return List.of(etcd(host), apiServer(host), controllerManager(host.cluster()), scheduler(host.cluster()));
    }

    private Unit etcd(Host host) {
        Cluster cluster = host.cluster();
        List<EtcdMember> members =
                state.layout().members(cluster).stream().map(this::member).toList();
        List<String> command = members.size() > 1
                ? ControlPlaneCommands.etcdAmong(state.binary("etcd"), member(host), members, peerTls(cluster))
                // Every host shares this machine's page cache, which survives a host's death.
                : ControlPlaneCommands.etcdAlone(state.binary("etcd"), member(host));
        return Unit.of("etcd", command).in(Slice.CONTROL, -5);
    }

    private EtcdMember member(Host host) {
        String peerUrl = state.layout().balanced(host.cluster()) ? "https://" + host.address() : "http://127.0.0.1";
        return new EtcdMember(host.name(), state.host(host).etcd(), ETCD_URL, peerUrl + ":" + Plan.ETCD_PEER_PORT);
    }

    private List<String> peerTls(Cluster cluster) {
        return List.of(
                "--initial-cluster-token=prontuario-" + cluster.id(),
                "--peer-cert-file=" + pki.file(cluster, "etcd.crt"),
                "--peer-key-file=" + pki.file(cluster, "etcd.key"),
                "--peer-trusted-ca-file=" + pki.file(cluster, "ca.crt"),
                "--peer-client-cert-auth");
    }

    private Unit apiServer(Host host) {
        Cluster cluster = host.cluster();
        List<String> command = ControlPlaneCommands.apiServer(
                state.binary("kube-apiserver"),
                new ApiServerAddress(
                        // Its own member only: where that member runs, its API server runs too.
                        ETCD_URL,
                        // Not every address of the host: the balancer listens on the one that clients use.
                        state.layout().balanced(cluster) ? host.address() : "0.0.0.0",
                        state.layout().apiAddress(cluster),
                        Plan.API_PORT),
                new ClusterFiles(
                        pki.file(cluster, "tokens.csv"),
                        pki.file(cluster, "service-accounts.pub"),
                        pki.file(cluster, "service-accounts.key"),
                        "Node,RBAC",
                        Plan.SERVICE_CIDR),
                List.of(
                        "--tls-cert-file=" + file(cluster, "apiserver.crt"),
                        "--tls-private-key-file=" + file(cluster, "apiserver.key"),
                        "--client-ca-file=" + file(cluster, "ca.crt"),
                        "--kubelet-client-certificate=" + file(cluster, "kubelet-client.crt"),
                        "--kubelet-client-key=" + file(cluster, "kubelet-client.key"),
                        "--kubelet-preferred-address-types=InternalIP",
                        "--default-not-ready-toleration-seconds=3",
                        "--default-unreachable-toleration-seconds=3",
                        // No kube-proxy serves the API server's own process: it connects to webhook pods itself.
                        "--enable-aggregator-routing=true"));
        return Unit.of("kube-apiserver", command).in(host.role() == Role.STUDIO ? Slice.API : Slice.CONTROL, 0);
    }

    private Unit controllerManager(Cluster cluster) {
        List<String> command = new ArrayList<>(List.of(
                binary("kube-controller-manager"),
                "--kubeconfig=" + pki.kubeconfig(cluster, "controller-manager"),
                "--service-account-private-key-file=" + file(cluster, "service-accounts.key"),
                "--root-ca-file=" + file(cluster, "ca.crt"),
                "--use-service-account-credentials",
                "--authentication-skip-lookup",
                "--node-monitor-period=1s",
                "--node-monitor-grace-period=8s",
                "--node-eviction-rate=10"));
        command.addAll(election(cluster));
        return Unit.of("kube-controller-manager", command);
    }

    private Unit scheduler(Cluster cluster) {
        List<String> command = new ArrayList<>(List.of(
                binary("kube-scheduler"),
                "--kubeconfig=" + pki.kubeconfig(cluster, "scheduler"),
                "--authentication-skip-lookup"));
        command.addAll(election(cluster));
        return Unit.of("kube-scheduler", command);
    }

    /** One alone needs no election. Of several, one that loses its lease ends, and its host starts it again. */
    private List<String> election(Cluster cluster) {
        return state.layout().balanced(cluster)
                ? List.of(
                        "--leader-elect=true",
                        "--leader-elect-lease-duration=6s",
                        "--leader-elect-renew-deadline=4s",
                        "--leader-elect-retry-period=1s")
                : List.of("--leader-elect=false");
    }

    private String file(Cluster cluster, String name) {
        return pki.file(cluster, name).toString();
    }

    private String binary(String name) {
        return state.binary(name).toString();
    }
}
