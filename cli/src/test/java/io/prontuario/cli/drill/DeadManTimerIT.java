package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The timer is a process that outlives its runner. */
class DeadManTimerIT {
    @TempDir
    Path folder;

    @Test
    void everyCommandRunsAlsoAfterAFailure() throws Exception {
        Path log = folder.resolve("log");
        DeadManTimer.arm(
                Duration.ofSeconds(1),
                List.of(List.of("false"), List.of("echo", "it's", "$HOME undone"), List.of("echo", "and this")),
                log);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(log)
                .exists()
                .content()
                .contains("Z the runner is gone", "it's $HOME undone\nand this\n", "Z undone: status 1"));
    }

    @Test
    void aDisarmedTimerDoesNothing() throws Exception {
        Path log = folder.resolve("log");
        DeadManTimer disarmed = DeadManTimer.arm(Duration.ofSeconds(1), List.of(List.of("echo", "undone")), log);
        disarmed.disarm();
        Path other = folder.resolve("other");
        DeadManTimer.arm(Duration.ofSeconds(2), List.of(List.of("echo", "undone")), other);
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(other) && Files.size(other) > 0);
        assertThat(log).isEmptyFile();
    }
}
