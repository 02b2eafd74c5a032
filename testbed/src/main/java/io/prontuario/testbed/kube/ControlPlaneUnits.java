package io.prontuario.testbed.kube;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.Role;
import io.prontuario.testbed.plan.StateFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The control plane's units on a host that carries it: one member each of etcd, API server, controllers, scheduler. */
public final class ControlPlaneUnits {
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
        List<String> command = new ArrayList<>(List.of(
                binary("etcd"),
                "--name=" + host.name(),
                "--data-dir=" + state.host(host).etcd(),
                "--listen-client-urls=http://127.0.0.1:2379",
                "--advertise-client-urls=http://127.0.0.1:2379",
                "--log-level=warn"));
        command.addAll(
                state.layout().balanced(host.cluster())
                        ? amongPeers(host)
                        : List.of(
                                "--listen-peer-urls=http://127.0.0.1:" + Plan.ETCD_PEER_PORT,
                                // Every host shares this machine's page cache, which a host's death leaves intact.
                                "--unsafe-no-fsync"));
        return Unit.of("etcd", command).in(Slice.CONTROL, -5);
    }

    /** A member of three writes its log through to the disk: what it has said yes to, it must still know after its death. */
    private List<String> amongPeers(Host host) {
        Cluster cluster = host.cluster();
        String members = state.layout().members(cluster).stream()
                .map(member -> member.name() + "=" + peerUrl(member))
                .collect(Collectors.joining(","));
        return List.of(
                "--listen-peer-urls=" + peerUrl(host),
                "--initial-advertise-peer-urls=" + peerUrl(host),
                "--initial-cluster=" + members,
                "--initial-cluster-state=new",
                "--initial-cluster-token=prontuario-" + cluster.id(),
                "--peer-cert-file=" + file(cluster, "etcd.crt"),
                "--peer-key-file=" + file(cluster, "etcd.key"),
                "--peer-trusted-ca-file=" + file(cluster, "ca.crt"),
                "--peer-client-cert-auth",
                "--heartbeat-interval=100",
                "--election-timeout=1000");
    }

    private static String peerUrl(Host host) {
        return "https://" + host.address() + ":" + Plan.ETCD_PEER_PORT;
    }

    private Unit apiServer(Host host) {
        Cluster cluster = host.cluster();
        return Unit.of(
                        "kube-apiserver",
                        List.of(
                                binary("kube-apiserver"),
                                // Its own member only: where that one is, so is its API server.
                                "--etcd-servers=http://127.0.0.1:2379",
                                // Not every address of the host: the balancer has the one that clients ask.
                                "--bind-address=" + (state.layout().balanced(cluster) ? host.address() : "0.0.0.0"),
                                "--advertise-address=" + state.layout().apiAddress(cluster),
                                "--secure-port=" + Plan.API_PORT,
                                "--tls-cert-file=" + file(cluster, "apiserver.crt"),
                                "--tls-private-key-file=" + file(cluster, "apiserver.key"),
                                "--client-ca-file=" + file(cluster, "ca.crt"),
                                "--kubelet-client-certificate=" + file(cluster, "kubelet-client.crt"),
                                "--kubelet-client-key=" + file(cluster, "kubelet-client.key"),
                                "--kubelet-preferred-address-types=InternalIP",
                                "--service-cluster-ip-range=" + Plan.SERVICE_CIDR,
                                "--service-account-issuer=https://kubernetes.default.svc",
                                "--service-account-key-file=" + file(cluster, "service-accounts.pub"),
                                "--service-account-signing-key-file=" + file(cluster, "service-accounts.key"),
                                "--authorization-mode=Node,RBAC",
                                "--token-auth-file=" + file(cluster, "tokens.csv"),
                                "--allow-privileged",
                                "--default-not-ready-toleration-seconds=3",
                                "--default-unreachable-toleration-seconds=3",
                                // No kube-proxy routes for the API server's own process: it dials webhook pods itself.
                                "--enable-aggregator-routing=true"))
                .in(host.role() == Role.STUDIO ? Slice.API : Slice.CONTROL, 0);
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
