package io.prontuario.testbed.pki;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Layout;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.PublicPlan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The secrets of one test bed: a certificate authority a cluster, one more for the site (front door and agents), bearer
 * tokens for every Kubernetes client, two tokens for the agents and one database password.
 */
public final class Pki {
    /** Kubernetes user and groups of a bearer token. */
    private record Client(String user, String groups) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final StateFolder state;

    public Pki(StateFolder state) {
        this.state = state;
    }

    /** Makes everything that is missing. */
    public void create() {
        if (Files.exists(complete())) {
            return;
        }
        for (Cluster cluster : Cluster.values()) {
            createCluster(cluster);
        }
        createSite();
        UncheckedFiles.write(complete(), "");
    }

    public Path file(Cluster cluster, String name) {
        return folder(cluster).resolve(name);
    }

    /** Kubeconfig of a component ({@code admin}, {@code controller-manager}, a node's name, …). */
    public Path kubeconfig(Cluster cluster, String client) {
        return client.equals("admin") ? state.kubeconfig(cluster) : file(cluster, client + ".kubeconfig");
    }

    /** Authority of the front door's and the agents' certificates. */
    public Path siteAuthority() {
        return site("ca.crt");
    }

    /** {@code frontdoor.pem}, {@code HOST.crt}, {@code HOST.key}, {@code write-token}, {@code read-token}, … */
    public Path site(String name) {
        return state.pki().resolve("site").resolve(name);
    }

    public String databasePassword() {
        return UncheckedFiles.read(site("database-password")).strip();
    }

    /** The api's keys for tokens, the same in both clusters. */
    public String authKeys() {
        return UncheckedFiles.read(site("auth-keys")).strip();
    }

    private void createCluster(Cluster cluster) {
        Path folder = folder(cluster);
        Layout layout = state.layout();
        UncheckedFiles.folders(folder);
        Openssl.authority(folder, "ca", "prontuario-" + cluster.id());
        Openssl.certificate(
                folder,
                "apiserver",
                "ca",
                "/CN=kube-apiserver",
                addresses(cluster) + ",IP:" + layout.apiAddress(cluster) + ",IP:" + Plan.API_SERVICE_ADDRESS
                        + ",IP:127.0.0.1,DNS:localhost,"
                        + "DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,"
                        + "DNS:kubernetes.default.svc.cluster.local");
        // By this certificate etcd's members authenticate each other.
        Openssl.certificate(folder, "etcd", "ca", "/CN=etcd", addresses(cluster));
        Openssl.certificate(folder, "kubelet-client", "ca", "/O=system:masters/CN=kube-apiserver-kubelet-client", "");
        Openssl.key(folder.resolve("service-accounts.key"));
        Openssl.publicKey(folder.resolve("service-accounts.key"), folder.resolve("service-accounts.pub"));
        StringBuilder tokens = new StringBuilder();
        clients(cluster).forEach((name, client) -> {
            String token = secret();
            tokens.append(String.format("%s,%s,%s,\"%s\"%n", token, client.user(), name, client.groups()));
            UncheckedFiles.writeSecret(
                    kubeconfig(cluster, name),
                    Kubeconfig.render(
                            cluster, layout.apiUrl(cluster), UncheckedFiles.read(folder.resolve("ca.crt")), token));
        });
        UncheckedFiles.writeSecret(folder.resolve("tokens.csv"), tokens.toString());
    }

    private static String addresses(Cluster cluster) {
        return Plan.hosts(cluster).stream().map(host -> "IP:" + host.address()).collect(Collectors.joining(","));
    }

    private static Map<String, Client> clients(Cluster cluster) {
        Map<String, Client> clients = new LinkedHashMap<>();
        clients.put("admin", new Client("admin", "system:masters"));
        clients.put("controller-manager", new Client("system:kube-controller-manager", ""));
        clients.put("scheduler", new Client("system:kube-scheduler", ""));
        clients.put("proxy", new Client("system:kube-proxy", "system:node-proxier"));
        clients.put("dns", new Client("system:coredns", ""));
        for (Host host : Plan.hosts(cluster)) {
            clients.put(host.name(), new Client("system:node:" + host.name(), "system:nodes"));
        }
        return clients;
    }

    private void createSite() {
        Path folder = state.pki().resolve("site");
        UncheckedFiles.folders(folder);
        Openssl.authority(folder, "ca", "prontuario-site");
        List<Host> fronts =
                Plan.HOSTS.stream().filter(host -> host.role().runsFrontDoor()).toList();
        StringBuilder names = new StringBuilder("DNS:prontuario.test,DNS:localhost,IP:" + Plan.VIRTUAL_ADDRESS + ",IP:"
                + PublicPlan.SITE + ",IP:" + PublicPlan.CLOUD);
        for (Host host : fronts) {
            names.append(",IP:").append(host.address());
            Openssl.certificate(
                    folder,
                    host.name(),
                    "ca",
                    "/CN=" + host.name(),
                    "IP:" + host.address() + ",IP:127.0.0.1,DNS:" + host.name() + ",DNS:localhost");
        }
        Openssl.certificate(folder, "frontdoor", "ca", "/CN=prontuario.test", names.toString());
        // HAProxy wants the certificate and its key in one file.
        UncheckedFiles.writeSecret(
                site("frontdoor.pem"),
                UncheckedFiles.read(site("frontdoor.crt")) + UncheckedFiles.read(site("frontdoor.key")));
        UncheckedFiles.writeSecret(site("write-token"), secret());
        UncheckedFiles.writeSecret(site("read-token"), secret());
        UncheckedFiles.writeSecret(site("database-password"), secret());
        byte[] key = new byte[32];
        RANDOM.nextBytes(key);
        UncheckedFiles.writeSecret(
                site("auth-keys"), "k1:" + Base64.getEncoder().encodeToString(key));
        UncheckedFiles.writeSecret(
                site("name-key"), Base64.getEncoder().encodeToString(secret().getBytes(StandardCharsets.UTF_8)));
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Path folder(Cluster cluster) {
        return state.pki().resolve(cluster.id());
    }

    private Path complete() {
        return state.pki().resolve("complete");
    }
}
