package io.prontuario.testbed.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The operator's writes and memory while nothing happens. */
final class IdleCostCheck {
    private static final String LABEL = "app.kubernetes.io/managed-by";
    private static final String OPERATOR = "prontuario-operator";

    private IdleCostCheck() {}

    /**
     * A mark per object that the operator writes, which changes with every write: the spec's generation where other
     * writers change the status, else the resource version.
     */
    static Map<String, String> marks(Cluster cluster) {
        KubernetesClient client = cluster.client();
        Map<String, String> marks = new TreeMap<>();
        String namespace = cluster.namespace();
        generations(
                marks,
                client.apps()
                        .deployments()
                        .inNamespace(namespace)
                        .withLabel(LABEL, OPERATOR)
                        .list()
                        .getItems());
        generations(
                marks,
                client.policy()
                        .v1()
                        .podDisruptionBudget()
                        .inNamespace(namespace)
                        .withLabel(LABEL, OPERATOR)
                        .list()
                        .getItems());
        versions(
                marks,
                client.services()
                        .inNamespace(namespace)
                        .withLabel(LABEL, OPERATOR)
                        .list()
                        .getItems());
        versions(
                marks,
                client.network()
                        .networkPolicies()
                        .inNamespace(namespace)
                        .withLabel(LABEL, OPERATOR)
                        .list()
                        .getItems());
        versions(
                marks,
                client.resources(ProntuarioPlatform.class)
                        .inNamespace(namespace)
                        .list()
                        .getItems());
        return marks;
    }

    private static void generations(Map<String, String> marks, List<? extends HasMetadata> objects) {
        objects.forEach(o -> marks.put(name(o), String.valueOf(o.getMetadata().getGeneration())));
    }

    private static void versions(Map<String, String> marks, List<? extends HasMetadata> objects) {
        objects.forEach(o -> marks.put(name(o), o.getMetadata().getResourceVersion()));
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** Names of objects that were written between two reads. */
    static List<String> written(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(e -> !e.getValue().equals(before.get(e.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The largest resident memory of an operator's process on this machine, in bytes. */
    static OptionalLong largestOperator() {
        return ProcessHandle.allProcesses()
                .filter(p ->
                        p.info().arguments().map(List::of).orElse(List.of()).contains("io.prontuario.operator.Main"))
                .mapToLong(p -> residentBytes(p.pid()))
                .max();
    }

    private static long residentBytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // The process has just ended.
            return 0;
        }
    }
}
