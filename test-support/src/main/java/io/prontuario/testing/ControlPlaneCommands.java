package io.prontuario.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of etcd and kube-apiserver: the flags that every control plane has here, whether it belongs to one test
 * or to the test bed. What only one of them needs is appended by its caller.
 */
public final class ControlPlaneCommands {
    private ControlPlaneCommands() {}

    /**
     * An etcd member.
     *
     * @param name unique in its cluster
     * @param data folder
     * @param clientUrl where the API server reaches it
     * @param peerUrl where the other members reach it
     */
    public record EtcdMember(String name, Path data, String clientUrl, String peerUrl) {
        /** As an element of {@code --initial-cluster}. */
        public String inCluster() {
            return name + "=" + peerUrl;
        }
    }

    /**
     * Addresses of an API server.
     *
     * @param etcdUrl the etcd member that it uses
     * @param bind address on which it listens
     * @param advertise address under which clients reach it
     * @param port of HTTPS
     */
    public record ApiServerAddress(String etcdUrl, String bind, String advertise, int port) {}

    /**
     * Files and ranges of a cluster that all its API servers share.
     *
     * @param tokens bearer tokens of clients, as {@code --token-auth-file} wants them
     * @param serviceAccountKey verifies service account tokens
     * @param serviceAccountSigningKey signs them
     * @param authorization modes, separated by commas
     * @param serviceCidr range of the addresses of Services
     */
    public record ClusterFiles(
            Path tokens,
            Path serviceAccountKey,
            Path serviceAccountSigningKey,
            String authorization,
            String serviceCidr) {}

    /** One member alone. It does not sync its log: when the machine dies, the data dies with it. */
    public static List<String> etcdAlone(Path program, EtcdMember member) {
        return etcd(program, member, List.of(member), List.of("--unsafe-no-fsync"));
    }

    /** A member among others. It syncs its log to the disk: an acknowledged write survives the member's death. */
    public static List<String> etcdAmong(
            Path program, EtcdMember member, List<EtcdMember> cluster, List<String> peerTls) {
        List<String> flags = new ArrayList<>(peerTls);
        flags.addAll(List.of("--initial-cluster-state=new", "--heartbeat-interval=100", "--election-timeout=1000"));
        return etcd(program, member, cluster, flags);
    }

    private static List<String> etcd(Path program, EtcdMember member, List<EtcdMember> cluster, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--name=" + member.name(),
                "--data-dir=" + member.data(),
                "--log-level=warn",
                "--listen-client-urls=" + member.clientUrl(),
                "--advertise-client-urls=" + member.clientUrl(),
                "--listen-peer-urls=" + member.peerUrl(),
                "--initial-advertise-peer-urls=" + member.peerUrl(),
                "--initial-cluster="
                        + String.join(
                                ",", cluster.stream().map(EtcdMember::inCluster).toList())));
        command.addAll(flags);
        return List.copyOf(command);
    }

    /** @param flags those of this API server alone */
    public static List<String> apiServer(
            Path program, ApiServerAddress address, ClusterFiles files, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--etcd-servers=" + address.etcdUrl(),
                "--bind-address=" + address.bind(),
                "--advertise-address=" + address.advertise(),
                "--secure-port=" + address.port(),
                "--token-auth-file=" + files.tokens(),
                "--authorization-mode=" + files.authorization(),
                "--service-cluster-ip-range=" + files.serviceCidr(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + files.serviceAccountKey(),
                "--service-account-signing-key-file=" + files.serviceAccountSigningKey(),
                "--allow-privileged=true",
                "--profiling=false"));
        command.addAll(flags);
        return List.copyOf(command);
    }
}
