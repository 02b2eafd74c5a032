package io.prontuario.testbed.loopback;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts a Deployment into a process in place of its pod: a class path takes the place of the image. Pure. */
final class PodCommand {
    private static final String MOUNT = "/models/";
    private static final int NICENESS = 2;
    private static final int MODEL_NICENESS = 6;

    private PodCommand() {}

    /**
     * Where a pod's process runs.
     *
     * @param address of the site; the process listens on the node's port there, as no proxy would lead to it
     * @param nodePort of the service
     * @param folder for its models and temporary files
     * @param hosts the hosts file in place of DNS
     * @param logs folder
     */
    record Location(String site, String address, int nodePort, Path folder, Path hosts, Path logs) {}

    /**
     * @param secrets what the container's secrets hold
     * @param program what the image runs
     */
    static ProcessSpec of(Deployment deployment, Map<String, String> secrets, Location location, JavaProgram program) {
        String name = deployment.getMetadata().getName();
        Container container = pod(deployment).getContainers().get(0);
        Map<String, String> environment = new TreeMap<>(secrets);
        for (EnvVar variable : container.getEnv()) {
            Optional.ofNullable(variable.getValue())
                    .ifPresent(value -> environment.put(variable.getName(), localPath(value, location)));
        }
        environment.put("NODE_NAME", location.site());
        environment.put("POD_NAME", name);
        environment.put("BIND_ADDRESS", location.address());
        environment.put("PORT", String.valueOf(location.nodePort()));
        List<String> options = List.of(
                "-Djava.io.tmpdir=" + location.folder().resolve("tmp"), "-Djdk.net.hosts.file=" + location.hosts());
        return ProcessSpec.of(
                        name,
                        program.words(options, container.getArgs()),
                        location.logs().resolve(name + ".log"),
                        container.getEnv().stream().anyMatch(v -> "MODELS".equals(v.getName()))
                                ? MODEL_NICENESS
                                : NICENESS)
                .with(environment);
    }

    /** The init containers' command lines: each brings a model and checks it. */
    static List<List<String>> fetches(Deployment deployment, Location location, JavaProgram program) {
        return pod(deployment).getInitContainers().stream()
                .map(init -> program.words(init.getArgs().stream()
                        .map(arg -> localPath(arg, location))
                        .toList()))
                .toList();
    }

    static String image(Deployment deployment) {
        return pod(deployment).getContainers().get(0).getImage();
    }

    /** The Secrets that the container reads its environment from. */
    static List<String> secretNames(Deployment deployment) {
        return pod(deployment).getContainers().get(0).getEnvFrom().stream()
                .map(source -> source.getSecretRef().getName())
                .toList();
    }

    /** The path of the pod's HTTP readiness probe; empty without such a probe. */
    static Optional<String> readyPath(Deployment deployment) {
        return Optional.ofNullable(pod(deployment).getContainers().get(0).getReadinessProbe())
                .flatMap(probe -> Optional.ofNullable(probe.getHttpGet()))
                .map(get -> get.getPath());
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    /** A volume is a folder of the site. */
    private static String localPath(String text, Location location) {
        return text.contains("=" + MOUNT) || text.startsWith(MOUNT)
                ? text.replace(MOUNT, location.folder().resolve("models") + "/")
                : text;
    }
}
