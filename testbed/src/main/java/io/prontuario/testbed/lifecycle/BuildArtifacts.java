package io.prontuario.testbed.lifecycle;

import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.plan.StateFolder;
import io.prontuario.testing.KubernetesBinaries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Programs, images and models, built or fetched once into the cache folder. A script whose result is there does
 * nothing.
 */
public final class BuildArtifacts {
    private static final List<String> SCRIPTS = List.of(
            "kubernetes.sh",
            "coredns.sh",
            "packages.sh",
            "image-archive.sh",
            "pause-image.sh",
            "base-image.sh",
            "models.sh",
            "patroni.sh",
            "cloudnativepg.sh");

    private final StateFolder state;

    public BuildArtifacts(StateFolder state) {
        this.state = state;
    }

    /** Installs missing Debian packages, on Debian and its derivatives, and prints their names. */
    public void packages() {
        if (Preflight.missingPackages().isPresent()) {
            script("packages.sh");
        }
    }

    /** Builds etcd, Kubernetes and CoreDNS from their Go modules. */
    public void binaries() {
        script("kubernetes.sh", state.binaries().toString());
        script("coredns.sh", state.binaries().toString());
    }

    /** Builds etcd and the API server only; a control plane without nodes needs no more. */
    public void apiServer() {
        script("kubernetes.sh", state.binaries().toString(), "etcd", "kube-apiserver");
    }

    /** Builds etcd only. */
    public void etcd() {
        script("kubernetes.sh", state.binaries().toString(), "etcd");
    }

    /** The Python environment with Patroni, a peer of the benchmarks. */
    public Path patroni() {
        Path environment = state.cache().resolve("patroni");
        script("patroni.sh", environment.toString());
        return environment;
    }

    /** The folder with CloudNativePG's operator and its images, a peer of the benchmarks. */
    public Path cloudNativePg() {
        Path folder = state.cache().resolve("cloudnative-pg");
        script("cloudnativepg.sh", folder.toString());
        return folder;
    }

    /** The pause image, which owns a pod's namespaces. */
    public Path pauseImage() {
        Path image = state.images().resolve("pause-1.tar");
        script("pause-image.sh", image.toString());
        return image;
    }

    /** The base image of the Java services, for Jib ({@code tar://…}) and for containerd. */
    public Path baseImage() {
        Path image = state.images().resolve("java-base.tar");
        script("base-image.sh", image.toString());
        return image;
    }

    /** The folder with the real models, checked against their checksums. */
    public Path models() {
        script("models.sh", state.models().toString());
        return state.models();
    }

    /** Copies the classes that the hosts' supervisors run, and the agent if there is one. */
    public void runtime(List<Path> agentJar) {
        Path classes = state.runtime().resolve("testbed");
        UncheckedFiles.delete(classes);
        Path source = codeSource();
        UncheckedFiles.copy(source, classes);
        for (Path jar : agentJar) {
            if (!Files.isRegularFile(jar)) {
                throw new TestbedException("no agent at " + jar + ": build it first: mvn -pl host/agent -am package");
            }
            UncheckedFiles.delete(state.agentFolder());
            UncheckedFiles.copy(jar, state.agentJar());
            UncheckedFiles.copy(jar.resolveSibling("prontuario-host.jvm"), state.agentOptions());
            Path libraries = jar.resolveSibling("lib");
            if (Files.isDirectory(libraries)) {
                UncheckedFiles.copy(libraries, state.agentFolder().resolve("lib"));
            }
        }
    }

    private static Path codeSource() {
        try {
            return Path.of(BuildArtifacts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the location of the test bed's classes is not a path", e);
        }
    }

    private void script(String name, String... arguments) {
        unpack();
        List<String> command =
                new ArrayList<>(List.of("bash", state.scripts().resolve(name).toString()));
        command.addAll(Arrays.asList(arguments));
        Shell.show(Map.of("KUBERNETES_VERSION", KubernetesBinaries.VERSION), command);
    }

    private void unpack() {
        for (String name : SCRIPTS) {
            try (InputStream script = BuildArtifacts.class.getResourceAsStream("/testbed/build/" + name)) {
                if (script == null) {
                    throw new IllegalStateException("script " + name + " is missing in the test bed's jar");
                }
                UncheckedFiles.write(
                        state.scripts().resolve(name), new String(script.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
