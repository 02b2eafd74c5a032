package io.prontuario.testbed.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopbackHostIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final ProcessLauncher launcher = new ProcessLauncher();

    @AfterEach
    void end() {
        launcher.close();
    }

    /** Writes its process id, starts a child that does the same, and stays. */
    private ProcessSpec family(String name) {
        String script = "sleep 600 & echo $! > " + file(name + "-child") + "; echo $$ > " + file(name) + "; wait";
        return ProcessSpec.of(name, List.of("/bin/sh", "-c", script), file(name + ".log"), 0);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void aMachineDiesWithEverythingItStartedAndRunsNothingWhileDead() throws Exception {
        LoopbackHost host = new LoopbackHost("m", launcher, () -> List.of(family("unit")));
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
    void whatEndsByItselfIsStartedAgain() throws Exception {
        LoopbackHost host = new LoopbackHost("m", launcher, () -> List.of(family("unit")));
        host.start();
        ProcessHandle first = process("unit");
        Files.delete(file("unit"));

        first.destroyForcibly();

        assertThat(process("unit").pid()).isNotEqualTo(first.pid());
        host.kill();
    }

    @Test
    void nothingOutlivesTheSpawner() throws Exception {
        new LoopbackHost("m", launcher, () -> List.of(family("unit"))).start();
        ProcessHandle unit = process("unit");
        launcher.close();
        assertThat(await(() -> unit.isAlive() ? Optional.empty() : Optional.of(true)))
                .isTrue();
        process("unit-child").destroyForcibly();
    }

    private ProcessHandle process(String name) throws InterruptedException {
        return await(() -> {
            try {
                String text =
                        Files.exists(file(name)) ? Files.readString(file(name)).strip() : "";
                return text.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(text));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static <T> T await(Supplier<Optional<T>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not seen within " + PATIENCE.toSeconds() + " s");
    }
}
