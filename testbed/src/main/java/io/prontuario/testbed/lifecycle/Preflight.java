package io.prontuario.testbed.lifecycle;

import io.prontuario.testbed.cgroup.CgroupVersion;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks, before anything is changed, whether a test bed can run here, and reports every obstacle at once. */
public final class Preflight {
    /** HAProxy and containerd bind sockets below the state folder; the kernel allows 107 characters. */
    private static final int LONGEST_STATE_PATH = 60;

    /** Program to the Debian package that has it. */
    private static final Map<String, String> PROGRAMS = programs();

    private Preflight() {}

    /** @throws TestbedException with every reason at once */
    public static void check(StateFolder state) {
        List<String> reasons = problems(state);
        if (!reasons.isEmpty()) {
            throw new TestbedException("the test bed cannot run here:\n  - " + String.join("\n  - ", reasons));
        }
    }

    /** Why no test bed can run on this machine, missing packages aside; empty if one can. */
    public static Optional<String> unsupported() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of(
                    "this is " + System.getProperty("os.name") + ": the test bed needs Linux (network namespaces)");
        }
        if (!isRoot()) {
            return Optional.of("not root: run it as root (network namespaces, mounts and control groups need it)");
        }
        return Optional.empty();
    }

    static List<String> problems(StateFolder state) {
        List<String> problems = new ArrayList<>();
        Optional<String> unsupported = unsupported();
        if (unsupported.isPresent()) {
            return List.of(unsupported.get());
        }
        missingPackages().ifPresent(problems::add);
        try {
            CgroupVersion.of(Path.of("/sys/fs/cgroup"));
        } catch (TestbedException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        placeProblem(state.root()).ifPresent(problems::add);
        addressProblem().ifPresent(problems::add);
        return problems;
    }

    /** The Debian packages of missing programs, as a message; empty if nothing is missing. */
    public static Optional<String> missingPackages() {
        List<String> missing = PROGRAMS.entrySet().stream()
                .filter(entry -> !onPath(entry.getKey()))
                .map(entry -> entry.getKey() + " (Debian package " + entry.getValue() + ")")
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of("missing programs: " + String.join(", ", missing));
    }

    static Optional<String> placeProblem(Path root) {
        if (root.startsWith("/var") || root.startsWith("/run")) {
            return Optional.of(
                    "the state folder " + root + " is below /var or /run, which every host replaces with its own: "
                            + "set PRONTUARIO_TESTBED_HOME to a folder elsewhere");
        }
        if (root.toString().length() > LONGEST_STATE_PATH) {
            return Optional.of(
                    "the state folder's path is longer than " + LONGEST_STATE_PATH + " characters, too long for "
                            + "the sockets in it: set PRONTUARIO_TESTBED_HOME to a shorter one (" + root + ")");
        }
        return Optional.empty();
    }

    /** Another network with the same addresses would receive the hosts' packets. */
    private static Optional<String> addressProblem() {
        for (Cluster cluster : Cluster.values()) {
            String routes = Shell.attempt("ip", "-4", "route", "show", "root", cluster.network())
                    .out();
            Optional<String> foreign = routes.lines()
                    .filter(line -> !line.contains(cluster.bridge()))
                    .findFirst();
            if (foreign.isPresent()) {
                return Optional.of("network " + cluster.network() + " is already in use here: "
                        + foreign.get().strip());
            }
        }
        return Optional.empty();
    }

    private static boolean isRoot() {
        return UncheckedFiles.read(Path.of("/proc/self/status"))
                .lines()
                .anyMatch(line -> line.matches("Uid:\\s+\\d+\\s+0\\s.*"));
    }

    private static boolean onPath(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program));
        }
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> programs() {
        Map<String, String> programs = new LinkedHashMap<>();
        programs.put("ip", "iproute2");
        programs.put("nsenter", "util-linux");
        programs.put("unshare", "util-linux");
        programs.put("setpriv", "util-linux");
        programs.put("sysctl", "procps");
        programs.put("nft", "nftables");
        programs.put("iptables", "iptables");
        programs.put("conntrack", "conntrack");
        programs.put("openssl", "openssl");
        programs.put("containerd", "containerd");
        programs.put("ctr", "containerd");
        programs.put("runc", "runc");
        programs.put("/usr/lib/cni/bridge", "containernetworking-plugins");
        programs.put("/usr/sbin/haproxy", "haproxy");
        programs.put("keepalived", "keepalived");
        programs.put("/usr/lib/postgresql/15/bin/postgres", "postgresql-15");
        programs.put("psql", "postgresql-client-15");
        return programs;
    }
}
