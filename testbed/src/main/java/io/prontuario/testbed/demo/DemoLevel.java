package io.prontuario.testbed.demo;

import io.prontuario.testbed.plan.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How close to real clusters the demo is. */
public enum DemoLevel {
    /** Two hosts, an edge and a cloud as machines of real clusters; needs root. */
    CLUSTER("cluster", Step.of(Layout.EDGE), List.of()),
    /** The same programs as loopback processes, without nodes and without root. */
    API(
            "api",
            List.of(Step.PRIMARY_DIES, Step.SECONDARY_DIES, Step.BOTH_HOSTS_DIE, Step.HOSTS_RETURN),
            List.of(
                    new UnprovenClaim(
                            Step.EDGE_DIES.title(),
                            "loopback processes have no VRRP: the virtual address belongs to the edge's HAProxy and cannot"
                                    + " move to another box"),
                    new UnprovenClaim(
                            Step.CLOUD_CUT.title(),
                            "edge and cloud are on one machine, without a link between them that could be cut"),
                    new UnprovenClaim(
                            "silent death",
                            "hosts die by SIGKILL, and the kernel closes their connections (RST, FIN, refused); the timeouts"
                                    + " that a silent host needs are not tested"),
                    new UnprovenClaim(
                            "nodes",
                            "the demo replaces kubelet, kube-proxy and DNS: it starts one process per Deployment and reports"
                                    + " its status; images, scheduling, kubelet probes, evictions, disruption budgets,"
                                    + " network policies and autoscalers are"
                                    + " written by the operator and never carried out"),
                    new UnprovenClaim(
                            "EndpointSlices",
                            "Kubernetes refuses loopback addresses in them, so none is published for the databases"),
                    new UnprovenClaim(
                            "takeover size",
                            "one process per service and site: the cloud answers, but does not scale up when it takes over"),
                    new UnprovenClaim(
                            "loss of the control plane",
                            "the API servers and the operators run outside the hosts that die")));

    private final String title;
    private final List<Step> steps;
    private final List<UnprovenClaim> notProven;

    DemoLevel(String title, List<Step> steps, List<UnprovenClaim> notProven) {
        this.title = title;
        this.steps = steps;
        this.notProven = notProven;
    }

    /** The level's name in commands and reports. */
    public String title() {
        return title;
    }

    /** The steps that show something at this level, in their order. */
    public List<Step> steps() {
        return steps;
    }

    /** What a run at this level cannot prove. */
    public List<UnprovenClaim> notProven() {
        return notProven;
    }

    /** Why a step cannot run at this level; empty when it can. */
    public Optional<String> obstacle(Step step) {
        if (this == API && step.layout() != Layout.EDGE) {
            return Optional.of("every side has one API server, outside the hosts that die");
        }
        return notProven.stream()
                .filter(missing -> missing.name().equals(step.title()))
                .map(UnprovenClaim::why)
                .findFirst();
    }

    public static Optional<DemoLevel> named(String title) {
        return Arrays.stream(values())
                .filter(level -> level.title.equals(title))
                .findFirst();
    }
}
