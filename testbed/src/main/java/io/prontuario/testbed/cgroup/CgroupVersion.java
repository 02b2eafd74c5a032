package io.prontuario.testbed.cgroup;

import io.prontuario.testbed.exec.TestbedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which version of control groups a machine uses for its controllers. */
public enum CgroupVersion {
    V1,
    V2;

    /**
     * Looks at what is mounted. A hybrid machine (v1 controllers, v2 mounted beside them) counts as v1.
     *
     * @param root usually {@code /sys/fs/cgroup}
     * @throws TestbedException if neither is usable
     */
    public static CgroupVersion of(Path root) {
        if (Files.exists(root.resolve("cgroup.controllers"))) {
            return V2;
        }
        if (Files.isDirectory(root.resolve("freezer")) && Files.isDirectory(root.resolve("memory"))) {
            return V1;
        }
        throw new TestbedException("no usable control groups below " + root
                + ": mount cgroup v2 there, or the v1 controllers cpu, cpuacct, cpuset, memory, freezer and pids");
    }
}
