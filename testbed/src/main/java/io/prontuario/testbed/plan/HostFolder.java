package io.prontuario.testbed.plan;

import java.nio.file.Path;

/**
 * One host's disk. All of it survives a death and a revival, except the boot id, which every start writes anew; what a
 * real host has in {@code /run} is on a private tmpfs and does not survive.
 *
 * @param root the host's folder
 */
public record HostFolder(Path root) {
    /** The record's folder as the host's processes see it. PostgreSQL's user can reach it. */
    public static final String RECORD = "/var/lib/prontuario/record";

    /** Mounted over {@code /var} for the host's processes, so that nothing of theirs lands in the machine's own. */
    public Path var() {
        return root.resolve("var");
    }

    public Path units() {
        return root.resolve("units");
    }

    /** One file a unit: process id, when it started, how often it was restarted. */
    public Path unitState() {
        return root.resolve("unit-state");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path bootId() {
        return root.resolve("boot_id");
    }

    /** How wrong the host's clock is, in seconds; absent where it is right. */
    public Path clock() {
        return root.resolve("clock");
    }

    public Path etc() {
        return root.resolve("etc");
    }

    public Path etcd() {
        return root.resolve("etcd");
    }

    /** Socket on which the host's own balancer of API servers answers questions. */
    public Path apiSocket() {
        return root.resolve("api.sock");
    }

    public Path kubelet() {
        return root.resolve("kubelet");
    }

    public Path containerd() {
        return root.resolve("containerd");
    }

    public Path containerdSocket() {
        return root.resolve("containerd.sock");
    }

    /** The database that stands for Cloud SQL. */
    public Path postgres() {
        return var().resolve("lib/postgresql");
    }

    /** The record: what the host agent keeps of it, as {@link #RECORD} in the host's private {@code /var}. */
    public Path record() {
        return var().resolve("lib/prontuario/record");
    }

    /** Where a file system of limited size is mounted when the record is to be on one. */
    public Path smallDisk() {
        return root.resolve("small-disk");
    }

    /** The host agent's folder: HAProxy's configuration, the admission map, certificates. */
    public Path edge() {
        return root.resolve("edge");
    }
}
