package io.prontuario.testbed.cgroup;

/**
 * A share of a host's processor time. Two cores carry four hosts, so what must answer in milliseconds goes before what
 * merely starts up: a pod's JVM warming up must not stall the front door.
 */
public enum Slice {
    /** HAProxy and keepalived: they decide within a fraction of a second. */
    FRONT("front", 3200),
    /** The host agent and PostgreSQL: while the writer moves, every write waits for them. */
    RECORD("record", 1600),
    /** etcd and kube-proxy, and the API server where no pods serve beside it. */
    CONTROL("control", 800),
    /**
     * The API server of a host that serves, below its pods: one whose etcd has no leader begins every watch again at
     * once, thousands of times a second. On two cores it took 0.8 of them and left the pods of the last host 0.02; on
     * real hosts it has cores of its own.
     */
    API("api", 100),
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
