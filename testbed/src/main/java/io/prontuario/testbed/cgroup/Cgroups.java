package io.prontuario.testbed.cgroup;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A tree of control groups a host, holding the host's own processes and, through the kubelet's {@code cgroupRoot}, its
 * pods'. It is the one truth about which process belongs to which host: frozen and killed as a whole.
 */
public abstract sealed class Cgroups permits CgroupsV1, CgroupsV2 {
    /** The group that holds all hosts. */
    static final String TOP = "prontuario";
    /** Share against every other process of the machine: a build beside the test bed must not look like a dead host. */
    static final int TOP_WEIGHT = 1600;

    static final String CLIENTS = "clients";
    /** Twice a settled host's: its clock is the one that counts. */
    static final int CLIENTS_WEIGHT = 800;

    private static final Duration DEATH = Duration.ofSeconds(15);

    /** The machine's control groups, whichever version it has mounted. */
    public static Cgroups detect() {
        return at(Path.of("/sys/fs/cgroup"));
    }

    static Cgroups at(Path root) {
        return switch (CgroupVersion.of(root)) {
            case V1 -> new CgroupsV1(root);
            case V2 -> new CgroupsV2(root);
        };
    }

    /** Makes the host's groups; does nothing for those that exist. */
    public abstract void create(String host, int weight);

    /** What to write where to give the host this weight against the other hosts. */
    public abstract Setting weight(String host, int weight);

    /** @param value what the file is to hold */
    public record Setting(Path file, String value) {}

    /** Lets this process share the processor with the hosts as if it were one of them, and a heavy one. */
    public abstract Clients joinClients();

    /** Where this process is in the hierarchy whose line in {@code /proc/self/cgroup} names the controllers so. */
    static String ownGroup(Predicate<String> controllers) {
        return UncheckedFiles.read(Path.of("/proc/self/cgroup"))
                .lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> controllers.test(parts[1]))
                .map(parts -> parts[2].substring(1))
                .findFirst()
                .orElse("");
    }

    /** Files into which a process writes its id to join the slice. */
    public abstract List<Path> joinFiles(String host, Slice slice);

    /** Stops or continues every process of the host, pods included. */
    public abstract void freeze(String host, boolean frozen);

    /** Whether the host is frozen now. */
    public abstract boolean frozen(String host);

    /** Sends SIGKILL to everything in the host's tree, once. */
    abstract void signalAll(String host);

    /** The folder whose tree lists every process of the host. */
    abstract Path processTree(String host);

    /** The group of all hosts in every hierarchy that has one. */
    abstract List<Path> tops();

    /** For the kubelet's {@code cgroupRoot}. */
    public String kubeletRoot(String host) {
        return "/" + TOP + "/" + host;
    }

    /** Process ids of everything that belongs to the host. */
    public List<Long> processes(String host) {
        Path tree = processTree(host);
        if (!Files.isDirectory(tree)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            return entries.filter(Files::isDirectory)
                    .flatMap(folder ->
                            UncheckedFiles.read(folder.resolve("cgroup.procs")).lines())
                    .map(Long::parseLong)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A pod's group vanished while it was read; the caller reads again.
            return List.of(0L);
        }
    }

    /**
     * Kills everything on the host and waits until it is gone.
     *
     * @throws TestbedException if something survives
     */
    public void killAll(String host) {
        Wait.until(
                DEATH,
                () -> {
                    signalAll(host);
                    return processes(host).isEmpty();
                },
                () -> "processes of host " + host + " survived SIGKILL: " + processes(host));
    }

    /** Removes the host's groups. */
    public void remove(String host) {
        tops().forEach(top -> removeTree(top.resolve(host)));
    }

    /** Removes the group of all hosts, in every hierarchy. */
    public void removeAll() {
        tops().forEach(Cgroups::removeTree);
    }

    /** Groups that still exist, for the report after {@code down}. */
    public List<Path> leftovers() {
        return tops();
    }

    static void write(Path file, String value) {
        try {
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + value.strip() + " to " + file, e);
        }
    }

    private static void removeTree(Path tree) {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            entries.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).forEach(Cgroups::removeIfEmpty);
        } catch (IOException | UncheckedIOException e) {
            // Something in it vanished by itself; what is left over is reported by the caller.
            return;
        }
    }

    /** A control group's files cannot be deleted; removing its folder is what removes it. */
    private static void removeIfEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Busy for a moment after its last process died, or still used by another host.
            return;
        }
    }
}
