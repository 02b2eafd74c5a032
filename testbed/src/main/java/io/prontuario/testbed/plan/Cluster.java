package io.prontuario.testbed.plan;

/**
 * One of the two Kubernetes clusters. Each has a bridge of its own; the root namespace routes between them (the "VPN").
 */
public enum Cluster {
    ONSITE("onsite", "ptbr-onsite", "10.200.0"),
    CLOUD("cloud", "ptbr-cloud", "10.200.1");

    private final String id;
    private final String bridge;
    private final String prefix;

    Cluster(String id, String bridge, String prefix) {
        this.id = id;
        this.bridge = bridge;
        this.prefix = prefix;
    }

    /** Name in file names and kubeconfig contexts: {@code onsite} or {@code cloud}. */
    public String id() {
        return id;
    }

    /** Linux bridge in the root namespace, in place of the cluster's switch. */
    public String bridge() {
        return bridge;
    }

    /** The root namespace's address on the bridge: gateway of every host, and where load clients sit. */
    public String gateway() {
        return prefix + ".1";
    }

    /** Hardware address of the root namespace's end. */
    public String mac() {
        return String.format("02:50:00:00:%02x:01", ordinal());
    }

    /** Network of the bridge in CIDR notation. */
    public String network() {
        return prefix + ".0/24";
    }
}
