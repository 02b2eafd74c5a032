package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.operator.install.Installation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The on-site operator's replicas: their nodes, their leader and their restarts. */
final class OperatorPods {
    private static final String APP = "app.kubernetes.io/name";
    private static final long PAUSE_MILLIS = 250;
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String namespace;

    OperatorPods(Cluster onsite) {
        this.client = onsite.client();
        this.namespace = onsite.namespace();
    }

    /** Pods that are ready and not terminating. */
    List<Pod> ready() {
        return client.pods().inNamespace(namespace).withLabel(APP, Installation.NAME).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Readiness::isPodReady)
                .toList();
    }

    /** The digests of the replicas' images, as the nodes report them. */
    Set<String> imageIds() {
        return ready().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .map(status -> status.getImageID())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<Pod> readyOn(String node) {
        return ready().stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .findFirst();
    }

    /** The replica that holds the Lease. */
    Optional<Pod> leader() {
        Lease lease = client.leases()
                .inNamespace(namespace)
                .withName(Installation.NAME)
                .get();
        String holder = lease == null ? null : lease.getSpec().getHolderIdentity();
        // Each round of an election has its own identity, which begins with the pod's name.
        return holder == null
                ? Optional.empty()
                : ready().stream()
                        .filter(pod -> holder.startsWith(pod.getMetadata().getName() + "-"))
                        .findFirst();
    }

    boolean leadsOn(String node) {
        return leader().filter(pod -> node.equals(pod.getSpec().getNodeName())).isPresent();
    }

    void delete(Pod pod) {
        client.resource(pod).delete();
    }

    void cordon(String node, boolean closed) {
        // A merge patch without a version: kubelets change their nodes all the time.
        client.nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of("spec", Map.of("unschedulable", closed))));
    }

    /**
     * Restarts of the containers that run now, by pod.
     *
     * @throws CliException when the API server does not answer in time
     */
    Map<String, Integer> restarts() throws InterruptedException {
        List<Pod> found = new ArrayList<>();
        boolean answered = await(ANSWER, () -> {
            found.addAll(ready());
            return true;
        });
        if (!answered) {
            throw new CliException(
                    ExitCode.UNREACHABLE, "the API server has not answered for " + ANSWER.toSeconds() + " s");
        }
        Map<String, Integer> restarts = new TreeMap<>();
        found.forEach(pod -> restarts.put(
                pod.getMetadata().getName(),
                pod.getStatus().getContainerStatuses().stream()
                        .mapToInt(status -> status.getRestartCount())
                        .sum()));
        return restarts;
    }

    private Deployment deployment() {
        return client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(Installation.NAME)
                .get();
    }

    /** Changes the operator's container in the Deployment's template; other changes made meanwhile stay. */
    void change(Consumer<Container> change) {
        client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(Installation.NAME)
                .edit(found -> {
                    change.accept(container(found));
                    return found;
                });
    }

    Container container() {
        return container(deployment());
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** Whether every replica is one of the present template's, and ready. */
    boolean rolledOut() {
        Deployment now = deployment();
        int wanted = now.getSpec().getReplicas();
        return now.getStatus() != null
                && now.getMetadata().getGeneration().equals(now.getStatus().getObservedGeneration())
                && equal(now.getStatus().getUpdatedReplicas(), wanted)
                && equal(now.getStatus().getReadyReplicas(), wanted)
                && equal(now.getStatus().getReplicas(), wanted);
    }

    private static boolean equal(Integer count, int wanted) {
        return count != null && count == wanted;
    }

    /** Waits until the condition holds; a request that the API server does not answer is repeated. */
    boolean await(Duration limit, BooleanSupplier wanted) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (wanted.getAsBoolean()) {
                    return true;
                }
            } catch (KubernetesClientException e) {
                // Repeated below.
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        return false;
    }
}
