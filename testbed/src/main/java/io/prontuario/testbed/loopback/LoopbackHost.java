package io.prontuario.testbed.loopback;

import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The processes that stand for one host: they start together and die together. */
final class LoopbackHost {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(15);
    private final String name;
    private final Supplier<List<ProcessSpec>> boot;
    private final Map<String, RestartingProcess> units = new LinkedHashMap<>();
    private final Map<String, RestartingProcess> pods = new LinkedHashMap<>();
    private boolean alive;

    /** @param boot prepares a start and returns what to start */
    LoopbackHost(String name, Supplier<List<ProcessSpec>> boot) {
        this.name = name;
        this.boot = boot;
    }

    String name() {
        return name;
    }

    void start() {
        // Outside the lock: a boot takes a second or two, and the kubelet's round must not wait for it.
        List<ProcessSpec> commands = boot.get();
        synchronized (this) {
            alive = true;
            commands.forEach(command -> units.put(command.name(), run(command)));
        }
    }

    /** A process beside those of the boot. */
    synchronized void add(ProcessSpec command) {
        if (alive) {
            units.put(command.name(), run(command));
        }
    }

    /** Runs a pod's process, in place of one whose command differs. A dead host runs nothing. */
    synchronized void pod(ProcessSpec command) {
        RestartingProcess present = pods.get(command.name());
        if (!alive || (present != null && present.spec().equals(command))) {
            return;
        }
        removePod(command.name());
        pods.put(command.name(), run(command));
    }

    synchronized void removePod(String pod) {
        RestartingProcess present = pods.remove(pod);
        if (present != null) {
            end(present.release());
        }
    }

    synchronized boolean alive() {
        return alive;
    }

    synchronized boolean runs(String pod) {
        RestartingProcess present = pods.get(pod);
        return alive && present != null && present.running();
    }

    private RestartingProcess run(ProcessSpec command) {
        try {
            return RestartingProcess.start(command);
        } catch (IOException e) {
            throw new CliException(ExitCode.REFUSED, name + ": " + e.getMessage(), e);
        }
    }

    /**
     * Kills every process at once and waits until they are gone.
     *
     * @return when, on the clock of {@link System#nanoTime()}
     */
    synchronized long kill() {
        alive = false;
        List<ProcessHandle> all = new ArrayList<>();
        units.values().forEach(unit -> all.addAll(unit.release()));
        pods.values().forEach(pod -> all.addAll(pod.release()));
        units.clear();
        pods.clear();
        // The whole list first, so that all of them die within a millisecond.
        long killed = System.nanoTime();
        end(all);
        return killed;
    }

    private static void end(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + KILL_LIMIT.toNanos();
        for (ProcessHandle process : processes) {
            process.onExit()
                    .completeOnTimeout(
                            process,
                            Math.max(1, deadline - System.nanoTime()),
                            java.util.concurrent.TimeUnit.NANOSECONDS)
                    .join();
        }
    }
}
