package io.prontuario.testbed.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.testbed.exec.Disk;
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

class KeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void startsAgainWhatEnds() throws InterruptedException {
        Keeper keeper = keeper("echo run; exit 3", Optional.empty()).start();
        try {
            Wait.until(
                    LIMIT, () -> Disk.read(folder.resolve("unit.log")).lines().count() >= 2, () -> "never ran twice");
            assertThat(folder.resolve("unit")).content().contains("restarts=");
        } finally {
            keeper.stop();
        }
    }

    @Test
    void waitsForTheFileThatItsUnitNeeds() throws InterruptedException, IOException {
        Path socket = folder.resolve("socket");
        Keeper keeper = keeper("echo ran; sleep 60", Optional.of(socket)).start();
        try {
            assertThat(Wait.holds(Duration.ofMillis(400), () -> Files.exists(folder.resolve("unit.log"))))
                    .isFalse();
            Files.createFile(socket);
            Wait.until(LIMIT, () -> Disk.read(folder.resolve("unit.log")).contains("ran"), () -> "never started");
        } finally {
            keeper.stop();
        }
    }

    @Test
    void endsTheUnitWhenStoppedAndForgetsIt() throws InterruptedException {
        Keeper keeper = keeper("sleep 60", Optional.empty()).start();
        Wait.until(LIMIT, () -> Files.exists(folder.resolve("unit")), () -> "never started");
        long pid = Long.parseLong(Disk.read(folder.resolve("unit"))
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("pid=".length()));

        keeper.stop();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder.resolve("unit")).doesNotExist();
    }

    private Keeper keeper(String script, Optional<Path> waitFor) {
        UnitFile unit = new UnitFile(List.of(), 0, waitFor, Map.of(), List.of("/bin/sh", "-c", script));
        return new Keeper("unit", "", unit, folder, folder);
    }
}
