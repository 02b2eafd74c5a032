package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The calendar's drills with driver Host, attended by the command line. */
@ExtendWith(ApiServerExtension.class)
class AttendanceIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private DrillPlatform platform;
    private Process attendant;

    @BeforeEach
    void start(ApiServer server) throws Exception {
        platform = new DrillPlatform(server, folder);
        platform.schedule("{name: weekly, schedule: 0 6 * * 0, scenario: PrimaryDown, driver: Host, hold: 1s,"
                + " duration: 10m, budget: {rto: 20s, rpo: 0s}}");
    }

    @AfterEach
    void stop() {
        if (attendant != null) {
            attendant.destroyForcibly();
        }
        platform.close();
    }

    private void attend(String hook) throws Exception {
        Path said = folder.resolve("attendant.log");
        attendant = platform.process("attend", "--hook", hook, "--evidence", folder.toString())
                .redirectOutput(said.toFile())
                .start();
        Await.until("the attendant is there", TIMEOUT, () -> Files.readString(said, StandardCharsets.UTF_8)
                .contains("attending the drills of hospital"));
    }

    private PlatformStatus.Drill judged() {
        Await.until("the calendar has judged", TIMEOUT, () -> {
            List<PlatformStatus.Drill> drills = platform.platform().getStatus().drills();
            return drills.get(0).verdict() != null && drills.get(0).verdict() != Verdict.Running;
        });
        return platform.platform().getStatus().drills().get(0);
    }

    @Test
    void aHostThatAProgramFailsIsJudgedAndBroughtBack() throws Exception {
        attend(platform.script("hook", "echo \"$@\" >> $LOG"));
        FailoverDrill drill = platform.scheduled("weekly", Instant.now());
        Await.until("the fault is made", TIMEOUT, () -> platform.log().stream()
                .anyMatch(line -> line.matches("inject primary-dies \\d+ mac-studio-1")));
        platform.stopPrimary();
        Await.until("the fault is undone", TIMEOUT, () -> platform.log().contains("undo primary-dies mac-studio-1"));
        PlatformStatus.Drill entry = judged();
        assertThat(entry.verdict()).as(entry.message()).isEqualTo(Verdict.Passed);
        assertThat(entry.message()).contains("no host keeps the record");
        assertThat(entry.lastRun()).isEqualTo(drill.getMetadata().getName());
        assertThat(platform.log()).hasSize(2);
    }

    @Test
    void aProgramThatCannotMakeTheFaultIsSaid() throws Exception {
        attend(platform.script("hook", "echo \"$@\" >> $LOG; [ \"$1\" = undo ]"));
        platform.scheduled("weekly", Instant.now());
        PlatformStatus.Drill entry = judged();
        assertThat(entry.verdict()).as(entry.message()).isEqualTo(Verdict.Aborted);
        assertThat(entry.reason()).isEqualTo("NotInjected");
        assertThat(entry.message()).contains("the fault could not be made");
        assertThat(platform.log()).contains("undo primary-dies mac-studio-1");
    }

    @Test
    void aDrillWithoutAnAttendantIsNoResult() {
        platform.scheduled("weekly", Instant.now());
        PlatformStatus.Drill entry = judged();
        assertThat(entry.verdict()).as(entry.message()).isEqualTo(Verdict.Aborted);
        assertThat(entry.reason()).isEqualTo("NotInjected");
        assertThat(entry.message()).contains("prontuario failover test attend");
    }
}
