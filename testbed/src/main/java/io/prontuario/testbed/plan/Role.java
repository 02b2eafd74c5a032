package io.prontuario.testbed.plan;

/** What a host is for; decides which units it runs. */
public enum Role {
    /** Serves the workloads on site: Kubernetes node, database, a front door in waiting. */
    STUDIO,
    /** Holds the virtual address and, with or without others, the on-site control plane. Serves no workload. */
    EDGE,
    /** The cloud: a one-node cluster with its own control plane and database. */
    CLOUD;

    /** A database beside the agents' record: the cloud's, in place of Cloud SQL. */
    public boolean runsDatabase() {
        return this == CLOUD;
    }

    public boolean runsFrontDoor() {
        return this != CLOUD;
    }
}
