package io.prontuario.testbed.cgroup;

/**
 * A share of a host's processor time. Two cores carry four hosts, so what must answer in milliseconds goes before what
 * merely starts up: a pod's JVM warming up must not stall the front door.
 */
public enum Slice {
    /** HAProxy and keepalived: they decide within a fraction of a second. */
    FRONT("front", 3200),
    /** etcd, the API server and kube-proxy. */
    CONTROL("control", 800),
    /** Everything else that runs on the host itself. */
    SYSTEM("system", 200);

    private final String folder;
    private final int weight;

    Slice(String folder, int weight) {
        this.folder = folder;
        this.weight = weight;
    }

    String folder() {
        return folder;
    }

    /** In cgroup v2's unit, where 100 is the default. */
    int weight() {
        return weight;
    }
}
