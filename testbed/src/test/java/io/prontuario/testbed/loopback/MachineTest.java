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

class MachineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Spawner spawner = new Spawner();

    @AfterEach
    void end() {
        spawner.close();
    }

    /** Writes its process id, starts a child that does the same, and stays. */
    private Command family(String name) {
        String script = "sleep 600 & echo $! > " + file(name + "-child") + "; echo $$ > " + file(name) + "; wait";
        return Command.of(name, List.of("/bin/sh", "-c", script), file(name + ".log"), 0);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void aMachineDiesWithEverythingItStartedAndRunsNothingWhileDead() throws Exception {
        Machine machine = new Machine("m", spawner, () -> List.of(family("unit")));
        machine.start();
        machine.pod(family("pod"));
        List<ProcessHandle> all = List.of(process("unit"), process("unit-child"), process("pod"), process("pod-child"));

        machine.kill();

        assertThat(all).noneMatch(ProcessHandle::isAlive);
        assertThat(machine.alive()).isFalse();
        machine.pod(family("pod"));
        assertThat(machine.runs("pod")).isFalse();
    }

    @Test
    void whatEndsByItselfIsStartedAgain() throws Exception {
        Machine machine = new Machine("m", spawner, () -> List.of(family("unit")));
        machine.start();
        ProcessHandle first = process("unit");
        Files.delete(file("unit"));

        first.destroyForcibly();

        assertThat(process("unit").pid()).isNotEqualTo(first.pid());
        machine.kill();
    }

    @Test
    void nothingOutlivesTheSpawner() throws Exception {
        new Machine("m", spawner, () -> List.of(family("unit"))).start();
        ProcessHandle unit = process("unit");
        spawner.close();
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
