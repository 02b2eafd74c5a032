package io.prontuario.testbed.cgroup;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The control group of the clients that measure the hosts. Outside of it a client gets little processor time beside all
 * hosts, and would measure its own wait for the processor while one of them boots. Close it before the groups are
 * removed, which removes it too.
 */
public final class Clients implements AutoCloseable {
    private static final String PROCESSES = "cgroup.procs";
    private final Path group;
    private final Path before;

    private Clients(Path group, Path before) {
        this.group = group;
        this.before = before;
    }

    /** @param before the group that this process is in now */
    static Clients join(Path group, Path before) {
        Clients clients = new Clients(group, before);
        move(group);
        return clients;
    }

    /** Goes back to where this process was. */
    @Override
    public void close() {
        if (Files.isDirectory(group)) {
            move(before);
        }
    }

    private static void move(Path group) {
        Cgroups.write(
                group.resolve(PROCESSES), String.valueOf(ProcessHandle.current().pid()));
    }
}
