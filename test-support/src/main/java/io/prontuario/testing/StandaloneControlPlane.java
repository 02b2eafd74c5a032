package io.prontuario.testing;

import io.prontuario.testing.ControlPlaneCommands.ApiServerAddress;
import io.prontuario.testing.ControlPlaneCommands.ClusterFiles;
import io.prontuario.testing.ControlPlaneCommands.EtcdMember;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * One etcd and one API server without controllers, scheduler and nodes, on one address: their files and command lines,
 * and what a client needs. Starts nothing itself.
 */
public final class StandaloneControlPlane {
    private static final String SERVICE_CIDR = "10.96.0.0/16";

    /** Ports on the address. */
    public record Ports(int api, int etcdClient, int etcdPeer) {}

    private final Path binaries;
    private final Path folder;
    private final String address;
    private final Ports ports;
    private final String token = UUID.randomUUID().toString();

    /**
     * @param binaries folder with {@code etcd} and {@code kube-apiserver}
     * @param folder for data, keys and certificates; exists
     */
    public StandaloneControlPlane(Path binaries, Path folder, String address, Ports ports) {
        this.binaries = binaries;
        this.folder = folder;
        this.address = address;
        this.ports = ports;
    }

    /** Writes the administrator's token and the key of service account tokens. Required before the servers start. */
    public void writeFiles() {
        write(tokens(), token + ",admin,admin,\"system:masters\"\n");
        write(serviceAccountKey(), privateKeyPem());
    }

    public List<String> etcd() {
        return ControlPlaneCommands.etcdAlone(
                binaries.resolve("etcd"),
                new EtcdMember(
                        "default", folder.resolve("etcd"), etcdUrl(), "http://" + address + ":" + ports.etcdPeer()));
    }

    public List<String> apiServer() {
        return ControlPlaneCommands.apiServer(
                binaries.resolve("kube-apiserver"),
                new ApiServerAddress(etcdUrl(), address, address, ports.api()),
                new ClusterFiles(tokens(), serviceAccountKey(), serviceAccountKey(), "RBAC", SERVICE_CIDR),
                List.of(
                        "--cert-dir=" + folder.resolve("certs"),
                        // No controller makes the default service accounts, and pods are only written, never run.
                        "--disable-admission-plugins=ServiceAccount",
                        "--v=1"));
    }

    public String url() {
        return "https://" + address + ":" + ports.api();
    }

    /** The server's certificate, which it makes when it starts; it is its own authority. */
    public Path certificate() {
        return folder.resolve("certs").resolve("apiserver.crt");
    }

    /** The cluster administrator's. */
    public String adminToken() {
        return token;
    }

    /**
     * The text of a kubeconfig.
     *
     * @param name of its cluster, user and context
     * @param bearerToken of the user
     */
    public String kubeconfig(String name, String bearerToken) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: %1$s, cluster: {server: "%2$s", certificate-authority: "%3$s"}}]
                users: [{name: %1$s, user: {token: "%4$s"}}]
                contexts: [{name: %1$s, context: {cluster: %1$s, user: %1$s}}]
                current-context: %1$s
                """
                .formatted(name, url(), certificate(), bearerToken);
    }

    private String etcdUrl() {
        return "http://" + address + ":" + ports.etcdClient();
    }

    private Path tokens() {
        return folder.resolve("tokens.csv");
    }

    private Path serviceAccountKey() {
        return folder.resolve("service-accounts.key");
    }

    /** Readable by its owner only, from its first byte on. */
    private static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String privateKeyPem() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
