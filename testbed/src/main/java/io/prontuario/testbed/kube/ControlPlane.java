package io.prontuario.testbed.kube;

import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.StateFolder;
import java.util.List;

/** The control plane's units on the host that carries it: one member each of etcd, API server, controllers, scheduler. */
public final class ControlPlane {
    private final StateFolder state;
    private final Pki pki;

    public ControlPlane(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    public List<Unit> units(Host host) {
        return List.of(
                etcd(host), apiServer(host.cluster()), controllerManager(host.cluster()), scheduler(host.cluster()));
    }

    private Unit etcd(Host host) {
        return Unit.of(
                        "etcd",
                        List.of(
                                binary("etcd"),
                                "--name=" + host.name(),
                                "--data-dir=" + state.host(host).etcd(),
                                "--listen-client-urls=http://127.0.0.1:2379",
                                "--advertise-client-urls=http://127.0.0.1:2379",
                                "--listen-peer-urls=http://127.0.0.1:2380",
                                // Every host shares this machine's page cache, which a host's death leaves intact.
                                "--unsafe-no-fsync",
                                "--log-level=warn"))
                .in(Slice.CONTROL, -5);
    }

    private Unit apiServer(Cluster cluster) {
        return Unit.of(
                        "kube-apiserver",
                        List.of(
                                binary("kube-apiserver"),
                                "--etcd-servers=http://127.0.0.1:2379",
                                "--bind-address=0.0.0.0",
                                "--advertise-address=" + cluster.apiAddress(),
                                "--secure-port=6443",
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
                .in(Slice.CONTROL, 0);
    }

    private Unit controllerManager(Cluster cluster) {
        return Unit.of(
                "kube-controller-manager",
                List.of(
                        binary("kube-controller-manager"),
                        "--kubeconfig=" + pki.kubeconfig(cluster, "controller-manager"),
                        "--service-account-private-key-file=" + file(cluster, "service-accounts.key"),
                        "--root-ca-file=" + file(cluster, "ca.crt"),
                        "--use-service-account-credentials",
                        "--leader-elect=false",
                        "--authentication-skip-lookup",
                        "--node-monitor-period=1s",
                        "--node-monitor-grace-period=8s",
                        "--node-eviction-rate=10"));
    }

    private Unit scheduler(Cluster cluster) {
        return Unit.of(
                "kube-scheduler",
                List.of(
                        binary("kube-scheduler"),
                        "--kubeconfig=" + pki.kubeconfig(cluster, "scheduler"),
                        "--leader-elect=false",
                        "--authentication-skip-lookup"));
    }

    private String file(Cluster cluster, String name) {
        return pki.file(cluster, name).toString();
    }

    private String binary(String name) {
        return state.binary(name).toString();
    }
}
