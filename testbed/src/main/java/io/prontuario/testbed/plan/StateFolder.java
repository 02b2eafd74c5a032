package io.prontuario.testbed.plan;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testing.KubernetesBinaries;
import java.nio.file.Path;

/**
 * Paths of one test bed. The hosts' disks are below {@code hosts/}. Files that outlive a test bed (built binaries,
 * images, models) are in the cache folder beside it.
 *
 * @param root the state folder
 * @param cache the user's cache folder of this project
 */
public record StateFolder(Path root, Path cache) {
    /** The folder named by {@code PRONTUARIO_TESTBED_HOME}, else {@code ~/.cache/prontuario/testbed}. */
    public static Path defaultRoot() {
        String configured = System.getenv("PRONTUARIO_TESTBED_HOME");
        return configured == null || configured.isBlank()
                ? defaultCache().resolve("testbed")
                : Path.of(configured).toAbsolutePath().normalize();
    }

    public static StateFolder at(Path root) {
        return new StateFolder(root.toAbsolutePath().normalize(), defaultCache());
    }

    private static Path defaultCache() {
        return Path.of(System.getProperty("user.home"), ".cache", "prontuario");
    }

    public Path binaries() {
        return cache.resolve("kubernetes-" + KubernetesBinaries.VERSION);
    }

    public Path binary(String name) {
        return binaries().resolve(name);
    }

    public Path images() {
        return cache.resolve("images");
    }

    public Path models() {
        return cache.resolve("models");
    }

    public Path scripts() {
        return root.resolve("scripts");
    }

    /**
     * Private copy of the classes that the hosts' supervisors run: a rebuild must not pull them from under a running
     * testbed.
     */
    public Path runtime() {
        return root.resolve("runtime");
    }

    public Path agentFolder() {
        return runtime().resolve("agent");
    }

    public Path agentJar() {
        return agentFolder().resolve("prontuario-host.jar");
    }

    /** The options of its JVM that the agent ships with. */
    public Path agentOptions() {
        return agentFolder().resolve("prontuario-host.jvm");
    }

    public Path pki() {
        return root.resolve("pki");
    }

    public Path kubeconfig(Cluster cluster) {
        return root.resolve(cluster.id() + ".kubeconfig");
    }

    /** Socket on which the root namespace's own balancer of API servers answers questions. */
    public Path sharedApiSocket() {
        return root.resolve("api.sock");
    }

    /** How this test bed's control plane was laid out; {@link Layout#EDGE} when none is up. */
    public Layout layout() {
        String id = UncheckedFiles.read(layoutFile()).strip();
        return id.isEmpty() ? Layout.EDGE : Layout.named(id);
    }

    /** Remembered for the commands that follow: a host that is revived must find its member again. */
    public Path layoutFile() {
        return root.resolve("control-plane");
    }

    public Path lock() {
        return root.resolve("lock");
    }

    public Path faults() {
        return root.resolve("faults.json");
    }

    public Path kernelSettings() {
        return root.resolve("kernel-settings");
    }

    public Path sharedLogs() {
        return root.resolve("logs");
    }

    public HostFolder host(Host host) {
        return new HostFolder(root.resolve("hosts").resolve(host.name()));
    }
}
