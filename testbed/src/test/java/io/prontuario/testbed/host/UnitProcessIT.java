package io.prontuario.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitProcessIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void aUnitThatEndsIsStartedAgain() throws InterruptedException {
        UnitProcess unitProcess =
                unitProcess("echo run; exit 3", Optional.empty()).start();
        try {
            Wait.until(
                    LIMIT,
                    () -> UncheckedFiles.read(folder.resolve("unit.log"))
                                    .lines()
                                    .count()
                            >= 2,
                    () -> "never ran twice");
            assertThat(folder.resolve("unit")).content().contains("restarts=");
        } finally {
            unitProcess.stop();
        }
    }

    @Test
    void waitsForTheFileThatItsUnitNeeds() throws InterruptedException, IOException {
        Path socket = folder.resolve("socket");
        UnitProcess unitProcess =
                unitProcess("echo ran; sleep 60", Optional.of(socket)).start();
        try {
            assertThat(Wait.holds(Duration.ofMillis(400), () -> Files.exists(folder.resolve("unit.log"))))
                    .isFalse();
            Files.createFile(socket);
            Wait.until(
                    LIMIT,
                    () -> UncheckedFiles.read(folder.resolve("unit.log")).contains("ran"),
                    () -> "never started");
        } finally {
            unitProcess.stop();
        }
    }

    @Test
    void stopEndsTheUnitAndRemovesItsState() throws InterruptedException {
        UnitProcess unitProcess = unitProcess("sleep 60", Optional.empty()).start();
        Wait.until(LIMIT, () -> Files.exists(folder.resolve("unit")), () -> "never started");
        long pid = Long.parseLong(UncheckedFiles.read(folder.resolve("unit"))
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("pid=".length()));

        unitProcess.stop();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder.resolve("unit")).doesNotExist();
    }

    private UnitProcess unitProcess(String script, Optional<Path> waitFor) {
        UnitFile unit = new UnitFile(List.of(), 0, waitFor, Map.of(), List.of("/bin/sh", "-c", script));
        return new UnitProcess("unit", "", unit, folder, folder);
    }
}
