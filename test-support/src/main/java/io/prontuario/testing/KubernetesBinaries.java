package io.prontuario.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * etcd and kube-apiserver on this machine: from the folder named by {@code PRONTUARIO_KUBERNETES_BIN}, else the user's
 * cache, where they are built from Go modules on first use.
 */
public final class KubernetesBinaries {
    /** The version of every control plane of tests and of the test bed. */
    public static final String VERSION = "1.34.4";

    private static final Path BUILD_SCRIPT = Path.of("testbed", "build", "kubernetes.sh");

    /** The binaries are missing; the message has what to install. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        Missing(String message) {
            super(message);
        }
    }

    private KubernetesBinaries() {}

    /** The folder that holds all of {@code names}, built when necessary (minutes; progress goes to stderr). */
    static Path require(String... names) throws Missing, IOException, InterruptedException {
        Path folder = folder();
        List<String> missing = Stream.of(names)
                .filter(name -> !Files.isExecutable(folder.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            build(folder, missing);
        }
        return folder;
    }

    private static Path folder() {
        String configured = System.getenv("PRONTUARIO_KUBERNETES_BIN");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve("prontuario").resolve("kubernetes-" + VERSION);
    }

    private static void build(Path folder, List<String> missing) throws Missing, IOException, InterruptedException {
        Path script = buildScript()
                .orElseThrow(() -> new Missing(missing + " missing in " + folder + ", and no " + BUILD_SCRIPT
                        + " above the working folder to build them"));
        System.err.println("Building " + missing + " into " + folder + " (once; some minutes)");
        List<String> command = new ArrayList<>(List.of("bash", script.toString(), folder.toString()));
        command.addAll(missing);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("KUBERNETES_VERSION", VERSION);
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new Missing("a kube-apiserver is needed, but " + missing + " are missing in " + folder + " and "
                    + BUILD_SCRIPT + " could not build them (exit " + exit
                    + (exit == 4 ? "): install Go 1.24 or newer" : "): see its output above"));
        }
    }

    private static Optional<Path> buildScript() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path script = folder.resolve(BUILD_SCRIPT);
            if (Files.isRegularFile(script)) {
                return Optional.of(script);
            }
            folder = folder.getParent();
        }
        return Optional.empty();
    }
}
