package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackHostIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    /** Writes its process id, starts a child that does the same, and stays. */
    private ProcessSpec family(String name) {
        String script = "sleep 600 & echo $! > " + file(name + "-child") + "; echo $$ > " + file(name) + "; wait";
        return ProcessSpec.of(name, List.of("/bin/sh", "-c", script), file(name + ".log"), 0);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void aHostDiesWithEveryProcessAndRunsNothingWhileDead() throws Exception {
        LoopbackHost host = new LoopbackHost("m", () -> List.of(family("unit")));
        host.start();
        host.pod(family("pod"));
        List<ProcessHandle> all = List.of(process("unit"), process("unit-child"), process("pod"), process("pod-child"));

        host.kill();

        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(host.alive()).isFalse();
        host.pod(family("pod"));
        assertThat(host.runs("pod")).isFalse();
    }

    @Test
    void aProcessThatEndsIsStartedAgain() throws Exception {
        LoopbackHost host = new LoopbackHost("m", () -> List.of(family("unit")));
        host.start();
        ProcessHandle first = process("unit");
        Files.delete(file("unit"));

        first.destroyForcibly();

        assertThat(process("unit").pid()).isNotEqualTo(first.pid());
        host.kill();
    }

    @Test
    void noProcessOutlivesTheJvm() throws Exception {
        Process started = family("unit").start();
        ProcessHandle unit = process("unit");

        // What the kernel does when the JVM is killed.
        started.getOutputStream().close();

        await("end of the unit").atMost(LIMIT).until(() -> !unit.isAlive());
        process("unit-child").destroyForcibly();
    }

    private ProcessHandle process(String name) {
        return await("process of " + name)
                .atMost(LIMIT)
                .until(() -> find(name), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<ProcessHandle> find(String name) throws IOException {
        String pid = Files.exists(file(name)) ? Files.readString(file(name)).strip() : "";
        return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    }
}
