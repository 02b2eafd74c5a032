package io.prontuario.testbed.kube;

import io.prontuario.testbed.exec.CommandOutput;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.StateFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Talks to a cluster as its administrator. */
public final class Kubectl {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<String> prefix;

    public Kubectl(StateFolder state, Pki pki, Cluster cluster) {
        this.prefix = List.of(
                state.binary("kubectl").toString(),
                "--kubeconfig=" + pki.kubeconfig(cluster, "admin"),
                "--request-timeout=3s");
    }

    /** Whether the API server reports that it is ready. */
    public boolean ready() {
        return attempt("get", "--raw", "/readyz").ok();
    }

    public void apply(String manifests) {
        Shell.feed(manifests, command("apply", "--server-side", "-f", "-").toArray(String[]::new));
    }

    /** Whether the default namespace has the service account that every pod in it needs. */
    public boolean admitsPods() {
        return attempt("get", "serviceaccount", "default", "--namespace=default")
                .ok();
    }

    /** Nodes by name, each with whether it is Ready; empty if the API server does not answer. */
    public Map<String, Boolean> nodes() {
        CommandOutput output = attempt(
                "get",
                "nodes",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.status.conditions[?(@.type==\"Ready\")].status}{\"\\n\"}{end}");
        Map<String, Boolean> nodes = new TreeMap<>();
        output.out().lines().forEach(line -> {
            int equals = line.indexOf('=');
            nodes.put(line.substring(0, equals), line.endsWith("=True"));
        });
        return nodes;
    }

    private CommandOutput attempt(String... arguments) {
        return Shell.attempt(LIMIT, command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
