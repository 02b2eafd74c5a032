package io.prontuario.testbed.kube;

import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.HostFolder;
import io.prontuario.testbed.plan.Plan;
import java.nio.file.Path;

/** Renders a node's configuration files. Pure. */
final class NodeConfig {
    /** Where Debian keeps the CNI plugins. */
    private static final String CNI_PLUGINS = "/usr/lib/cni";

    private NodeConfig() {}

    /**
     * Pod addresses are recorded on disk and assigned in turn, as on most clusters. Otherwise two pods could swap
     * addresses when the host restarts, and kube-proxy would route requests to the wrong pod until it learns of the
     * change.
     */
    static String cni(Host host) {
        return """
                {"cniVersion": "1.0.0", "name": "pods", "plugins": [
                  {"type": "bridge", "bridge": "cni0", "isGateway": true, "ipMasq": false, "hairpinMode": true,
                   "ipam": {"type": "host-local", "dataDir": "/var/lib/cni/networks",
                            "ranges": [[{"subnet": "%s"}]], "routes": [{"dst": "0.0.0.0/0"}]}},
                  {"type": "portmap", "capabilities": {"portMappings": true}}]}
                """
                .formatted(host.podCidr());
    }

    static String containerd(HostFolder folder, Path cni) {
        return """
                version = 2
                root = "%s"
                state = "/run/containerd"
                disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
                  "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs",
                  "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp"]
                [grpc]
                  address = "%s"
                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "localhost/pause:1"
                  # Lowering a process's oom_score_adj is not permitted everywhere; runc would die of it.
                  restrict_oom_score_adj = true
                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "%s"
                    conf_dir = "%s"
                  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                    runtime_type = "io.containerd.runc.v2"
                """
                .formatted(folder.containerd(), folder.containerdSocket(), CNI_PLUGINS, cni);
    }

    static String kubelet(HostFolder folder, String cgroupRoot, Path clientAuthority) {
        return """
                apiVersion: kubelet.config.k8s.io/v1beta1
                kind: KubeletConfiguration
                authentication:
                  anonymous: {enabled: false}
                  webhook: {enabled: true}
                  x509: {clientCAFile: %1$s}
                authorization: {mode: Webhook}
                cgroupDriver: cgroupfs
                cgroupRoot: %2$s
                enforceNodeAllocatable: []
                containerRuntimeEndpoint: unix://%3$s
                failSwapOn: false
                localStorageCapacityIsolation: false
                clusterDNS: ["%4$s"]
                clusterDomain: cluster.local
                resolvConf: %5$s
                volumePluginDir: %6$s
                # A dead node is seen within seconds: lease of 8 s, renewed every 2 s.
                nodeStatusUpdateFrequency: 2s
                nodeLeaseDurationSeconds: 8
                # The images are imported, never pulled: collecting them as garbage would lose them.
                imageMinimumGCAge: 8760h
                evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%}
                """
                .formatted(
                        clientAuthority,
                        cgroupRoot,
                        folder.containerdSocket(),
                        Plan.DNS_ADDRESS,
                        folder.etc().resolve("resolv.conf"),
                        folder.kubelet().resolve("volume-plugins"));
    }

    static String proxy(Host host, Path kubeconfig) {
        return """
                apiVersion: kubeproxy.config.k8s.io/v1alpha1
                kind: KubeProxyConfiguration
                mode: nftables
                hostnameOverride: %s
                clientConnection: {kubeconfig: %s}
                # Only this node's own pods are local. Were every pod, a pod elsewhere that asks this node's NodePort would be
                # sent on to any node's pod in spite of externalTrafficPolicy Local, and the answer would miss the way back.
                clusterCIDR: %s
                nftables: {minSyncPeriod: 200ms}
                # Network namespaces may not raise the machine's connection tracking limits.
                conntrack: {maxPerCore: 0, min: 0, tcpEstablishedTimeout: 0s, tcpCloseWaitTimeout: 0s}
                """
                .formatted(host.name(), kubeconfig, host.podCidr());
    }

    static String corefile(Path kubeconfig) {
        return """
                .:53 {
                  bind %s
                  errors
                  kubernetes cluster.local in-addr.arpa {
                    kubeconfig %s
                    ttl 2
                  }
                  cache 2
                }
                """
                .formatted(Plan.DNS_ADDRESS, kubeconfig);
    }
}
