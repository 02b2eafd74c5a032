package io.prontuario.testbed.fault;

import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.plan.HostFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A wrong time of day for a host's agent and for PostgreSQL, which the agent starts. All hosts share one kernel, so a
 * preloaded library (libfaketime) shifts what these programs read; programs that call the kernel directly (kubelet,
 * etcd) keep the right time. Clocks that measure durations are not shifted, as when a time service steps the time. It
 * holds from the host's next start on.
 */
public final class WrongClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path file;

    public WrongClock(HostFolder folder) {
        this.file = folder.clock();
    }

    /** Whether the host has a wrong clock, or will at its next start. */
    public boolean present() {
        return Files.exists(file);
    }

    /**
     * @param shift whole seconds; negative: behind
     * @throws TestbedException without the library
     */
    public void set(Duration shift) {
        if (LIBRARIES.stream().noneMatch(Files::exists)) {
            throw new TestbedException("no libfaketime: install the Debian package faketime");
        }
        UncheckedFiles.write(file, (shift.isNegative() ? "" : "+") + shift.toSeconds());
    }

    public void reset() {
        UncheckedFiles.delete(file);
    }

    /** What a program needs in its environment to read the host's time; nothing where that is the machine's. */
    public Map<String, String> environment() {
        if (!present()) {
            return Map.of();
        }
        return Map.of(
                "LD_PRELOAD",
                LIBRARIES.stream()
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(LIBRARIES.get(0))
                        .toString(),
                "FAKETIME",
                UncheckedFiles.read(file).strip(),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise timed waits of a JVM return at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }
}
