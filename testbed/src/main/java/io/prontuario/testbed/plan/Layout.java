package io.prontuario.testbed.plan;

import io.prontuario.testbed.exec.TestbedException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which hosts carry the on-site control plane. The cloud always carries its own. */
public enum Layout {
    /** The edge alone: it dies, and there is no API until it returns. */
    EDGE("edge"),
    /** One member each on both hosts and the edge: any one of them may die. */
    STRETCHED("stretched");

    private final String id;

    Layout(String id) {
        this.id = id;
    }

    /** Name in commands and on disk. */
    public String id() {
        return id;
    }

    public boolean carries(Host host) {
        return switch (host.role()) {
            case EDGE, CLOUD -> true;
            case STUDIO -> this == STRETCHED;
        };
    }

    /** The hosts that carry a member of the cluster's control plane. */
    public List<Host> members(Cluster cluster) {
        return Plan.hosts(cluster).stream().filter(this::carries).toList();
    }

    /** Whether several API servers share one address, which every host has on its own loopback. */
    public boolean balanced(Cluster cluster) {
        return members(cluster).size() > 1;
    }

    /** Where clients find the API, on port {@value Plan#API_PORT}. */
    public String apiAddress(Cluster cluster) {
        return balanced(cluster)
                ? Plan.LOCAL_API_ADDRESS
                : members(cluster).get(0).address();
    }

    /** URL of the API for every client of it. */
    public String apiUrl(Cluster cluster) {
        return "https://" + apiAddress(cluster) + ":" + Plan.API_PORT;
    }

    /**
     * Finds a layout by its name.
     *
     * @throws TestbedException if there is none; the message lists those there are
     */
    public static Layout named(String id) {
        return Arrays.stream(values())
                .filter(layout -> layout.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new TestbedException("there is no control plane '" + id + "'; there are "
                        + Arrays.stream(values()).map(Layout::id).collect(Collectors.joining(", "))));
    }
}
