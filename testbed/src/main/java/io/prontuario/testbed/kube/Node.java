package io.prontuario.testbed.kube;

import io.prontuario.testbed.cgroup.Cgroups;
import io.prontuario.testbed.cgroup.Slice;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.host.Unit;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.List;

/** A Kubernetes node's configuration and units: containerd, kubelet, kube-proxy and its own DNS. */
public final class Node {
    private final StateFolder state;
    private final Pki pki;
    private final Cgroups cgroups;

    public Node(StateFolder state, Pki pki, Cgroups cgroups) {
        this.state = state;
        this.pki = pki;
        this.cgroups = cgroups;
    }

    /** Writes the node's configuration files. */
    public void configure(Host host) {
        HostFolder folder = state.host(host);
        Path etc = folder.etc();
        UncheckedFiles.folders(
                folder.kubelet(), folder.containerd(), folder.var().resolve("log/pods"), etc.resolve("cni"));
        UncheckedFiles.write(etc.resolve("cni/10-bridge.conflist"), NodeConfig.cni(host));
        UncheckedFiles.write(etc.resolve("containerd.toml"), NodeConfig.containerd(folder, etc.resolve("cni")));
        UncheckedFiles.write(
                etc.resolve("kubelet.yaml"),
                NodeConfig.kubelet(folder, cgroups.kubeletRoot(host.name()), pki.file(host.cluster(), "ca.crt")));
        UncheckedFiles.write(
                etc.resolve("kube-proxy.yaml"), NodeConfig.proxy(host, pki.kubeconfig(host.cluster(), "proxy")));
        UncheckedFiles.write(etc.resolve("Corefile"), NodeConfig.corefile(pki.kubeconfig(host.cluster(), "dns")));
        // Pods resolve cluster names only: no address outside the test bed is reachable.
        UncheckedFiles.write(etc.resolve("resolv.conf"), "");
    }

    public List<Unit> units(Host host) {
        HostFolder folder = state.host(host);
        Path etc = folder.etc();
        return List.of(
                Unit.of(
                        "containerd",
                        List.of(
                                "containerd",
                                "--config",
                                etc.resolve("containerd.toml").toString())),
                Unit.of(
                                "kubelet",
                                List.of(
                                        binary("kubelet"),
                                        "--config=" + etc.resolve("kubelet.yaml"),
                                        "--kubeconfig=" + pki.kubeconfig(host.cluster(), host.name()),
                                        "--root-dir=" + folder.kubelet(),
                                        "--cert-dir=" + folder.kubelet().resolve("pki"),
                                        "--hostname-override=" + host.name(),
                                        "--node-ip=" + host.address()))
                        .after(folder.containerdSocket()),
                Unit.of("kube-proxy", List.of(binary("kube-proxy"), "--config=" + etc.resolve("kube-proxy.yaml")))
                        .in(Slice.CONTROL, 0),
                Unit.of(
                        "coredns",
                        List.of(
                                binary("coredns"),
                                "-conf",
                                etc.resolve("Corefile").toString())));
    }

    private String binary(String name) {
        return state.binary(name).toString();
    }
}
