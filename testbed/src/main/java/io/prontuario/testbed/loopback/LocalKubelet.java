package io.prontuario.testbed.loopback;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.cli.action.Cluster;
import io.prontuario.operator.desired.Labels;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes the place of one side's kubelets: starts a process for each of the operator's Deployments on the host of its
 * site, and reports its readiness. Nothing else of a Kubernetes node exists here.
 */
final class LocalKubelet implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(700);
    private static final int PROBE_MILLIS = 1_000;
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(2);
    private final Cluster cluster;
    private final LoopbackHosts hosts;
    private final Map<String, JavaProgram> images;
    private final Locations locations;
    private final Consumer<String> onProblem;
    private final Thread thread;
    private String lastProblem = "";
    private volatile boolean closed;

    /** Finds the location of a site. */
    interface Locations {
        PodCommand.Location location(String site, int nodePort);
    }

    /**
     * @param cluster taken over, and closed with this
     * @param hosts named like the sites
     * @param images what each image runs
     * @param onProblem receives each problem once
     */
    LocalKubelet(
            Cluster cluster,
            LoopbackHosts hosts,
            Map<String, JavaProgram> images,
            Locations locations,
            Consumer<String> onProblem) {
        this.cluster = cluster;
        this.hosts = hosts;
        this.images = Map.copyOf(images);
        this.locations = locations;
        this.onProblem = onProblem;
        this.thread = new Thread(this::run, "pods");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            try {
                round();
                TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
            } catch (RuntimeException e) {
                // As a kubelet does: the next round tries again. The same problem is reported once.
                problem(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void problem(String text) {
        if (!closed && !text.equals(lastProblem)) {
            lastProblem = text;
            onProblem.accept(text);
        }
    }

    private void round() {
        KubernetesClient client = cluster.client();
        for (Deployment deployment : client.apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withLabel(Labels.MANAGED_BY, Labels.OPERATOR)
                .list()
                .getItems()) {
            Map<String, String> labels = deployment.getMetadata().getLabels();
            Optional<LoopbackHost> host = hosts.find(labels.getOrDefault(Labels.SITE, ""));
            JavaProgram program = images.get(PodCommand.image(deployment));
            Optional<Integer> nodePort = nodePort(labels.getOrDefault(Labels.NAME, ""));
            if (host.isPresent() && program != null && nodePort.isPresent()) {
                serve(deployment, host.get(), program, nodePort.get());
            }
        }
    }

    /** Empty while the operator has not written the Service yet. */
    private Optional<Integer> nodePort(String name) {
        return Optional.ofNullable(cluster.client()
                        .services()
                        .inNamespace(cluster.namespace())
                        .withName(name)
                        .get())
                .map(service -> service.getSpec().getPorts().get(0).getNodePort());
    }

    private void serve(Deployment deployment, LoopbackHost host, JavaProgram program, int nodePort) {
        PodCommand.Location location = locations.location(host.name(), nodePort);
        String pod = deployment.getMetadata().getName();
        int wanted = Optional.ofNullable(deployment.getSpec().getReplicas()).orElse(1);
        if (wanted == 0) {
            host.removePod(pod);
        } else if (host.alive()) {
            fetch(deployment, location, program);
            host.pod(PodCommand.of(deployment, secrets(deployment), location, program));
        }
        int ready = host.runs(pod) && ready(deployment, location) ? 1 : 0;
        report(deployment, Math.min(wanted, 1), ready);
    }

    private static void fetch(Deployment deployment, PodCommand.Location location, JavaProgram program) {
        Path done = location.folder().resolve(deployment.getMetadata().getName() + ".fetched");
        List<List<String>> fetches = PodCommand.fetches(deployment, location, program);
        if (Files.exists(done) && UncheckedFiles.read(done).equals(fetches.toString())) {
            return;
        }
        UncheckedFiles.folders(
                location.folder().resolve("models"), location.folder().resolve("tmp"));
        for (List<String> fetch : fetches) {
            var output = Shell.attempt(FETCH_LIMIT, fetch);
            if (!output.ok()) {
                throw new TestbedException(
                        deployment.getMetadata().getName() + ": " + (output.out() + output.err()).strip());
            }
        }
        UncheckedFiles.write(done, fetches.toString());
    }

    private Map<String, String> secrets(Deployment deployment) {
        Map<String, String> values = new HashMap<>();
        for (String name : PodCommand.secretNames(deployment)) {
            cluster.client()
                    .secrets()
                    .inNamespace(cluster.namespace())
                    .withName(name)
                    .require()
                    .getData()
                    .forEach((key, value) ->
                            values.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        }
        return values;
    }

    private static boolean ready(Deployment deployment, PodCommand.Location location) {
        Optional<String> path = PodCommand.readyPath(deployment);
        if (path.isEmpty()) {
            return true;
        }
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + location.address() + ":" + location.nodePort() + path.get())
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private void report(Deployment deployment, int replicas, int ready) {
        DeploymentStatus before = deployment.getStatus();
        if (before != null
                && Objects.equals(
                        before.getObservedGeneration(), deployment.getMetadata().getGeneration())
                && Objects.equals(Optional.ofNullable(before.getReplicas()).orElse(0), replicas)
                && Objects.equals(Optional.ofNullable(before.getReadyReplicas()).orElse(0), ready)) {
            return;
        }
        cluster.client().apps().deployments().resource(deployment).editStatus(current -> {
            current.setStatus(new DeploymentStatusBuilder()
                    .withObservedGeneration(current.getMetadata().getGeneration())
                    .withReplicas(replicas)
                    .withUpdatedReplicas(replicas)
                    .withReadyReplicas(ready)
                    .withAvailableReplicas(ready)
                    .build());
            return current;
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        cluster.close();
    }
}
