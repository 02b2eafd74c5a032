package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Failover tests by command line, with every exit code, a real operator and a real API server. */
@ExtendWith(ApiServerExtension.class)
class DrillRunIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private DrillPlatform platform;

    @BeforeEach
    void start(ApiServer server) throws Exception {
        platform = new DrillPlatform(server, folder);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void aTestIsRestoredAndItsEvidenceComparedWithTheLastRun() throws Exception {
        DrillPlatform.Ran dry = platform.failoverTest("run", "primary-dies");
        assertThat(dry.status()).as(dry.said()).isZero();
        assertThat(dry.said()).contains("targets     mac-studio-1", "Dry run: nothing changed");
        assertThat(platform.drills()).isEmpty();

        DrillPlatform.Ran passed =
                platform.failoverTest("run", "primary-dies", "--execute", "--hold", "4s", "--objective", "5s");
        assertThat(passed.status()).as(passed.said()).isZero();
        Evidence first = platform.evidence().get(0);
        assertThat(first.result().verdict()).isEqualTo(Evidence.Verdict.PASSED);
        assertThat(first.test().targets()).containsExactly("mac-studio-1");
        assertThat(first.clients().requests()).isGreaterThan(10);
        assertThat(first.times().restoredAt()).isNotNull();
        assertThat(first.test().configurationHash())
                .isEqualTo(platform.platform().getStatus().specHash());
        assertThat(platform.replicas()).isEqualTo(1);
        assertThat(folder.resolve(first.name() + ".html")).exists();
        assertThat(folder.resolve(first.name() + ".xml")).exists();

        platform.awaitSafe();
        DrillPlatform.Ran missed =
                platform.failoverTest("run", "primary-dies", "--execute", "--hold", "1s", "--objective", "0s");
        assertThat(missed.status()).as(missed.said()).isEqualTo(1);
        Evidence second = platform.evidence().get(0);
        assertThat(second.result().verdict()).isEqualTo(Evidence.Verdict.OBJECTIVE_MISSED);
        assertThat(second.result().lastRun()).isNotNull();
        assertThat(second.result().lastRun().name()).isEqualTo(first.name());
        assertThat(second.result().lastRun().sameSpec()).isTrue();
        assertThat(platform.cluster()
                        .client()
                        .leases()
                        .inNamespace(platform.cluster().namespace())
                        .withName(DrillLease.NAME)
                        .get())
                .isNull();
        assertThat(platform.failoverTest("report", "--evidence", folder.toString())
                        .said()
                        .lines())
                .hasSize(2);
    }

    @Test
    void aTestIsRefusedBesideAnotherRunnerAndWithoutAnswers() {
        try (DrillLease other = new DrillLease(
                platform.cluster().client(), platform.cluster().namespace(), "another-run", Clock.systemUTC())) {
            other.acquire();
            DrillPlatform.Ran refused = platform.failoverTest("run", "primary-dies", "--execute");
            assertThat(refused.status()).isEqualTo(4);
            assertThat(refused.said()).contains("another failover test is running: another-run");
        }
        DrillPlatform.Ran unknown = platform.failoverTest("run", "primary-dies", "--host", "mac-studio-9");
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.said()).contains("spec.hosts[0]: no serving host is called \"mac-studio-9\"; use one of");
        platform.stopPrimary();
        DrillPlatform.Ran refused = platform.failoverTest("run", "primary-dies", "--execute");
        assertThat(refused.status()).isEqualTo(4);
        assertThat(refused.said()).contains("did not answer every request before the fault");
        assertThat(platform.drills()).isEmpty();
    }

    @Test
    void anAbortedTestIsRestoredAndAFailedUndoIsReported() throws Exception {
        String hook = platform.script("hook", "echo \"$@\" >> $LOG");
        CompletableFuture<DrillPlatform.Ran> running = CompletableFuture.supplyAsync(() -> platform.failoverTest(
                "run", "primary-dies", "--driver", "Host", "--hook", hook, "--execute", "--hold", "60s"));
        awaitPhase(Phase.Running);
        assertThat(platform.failoverTest("abort").said()).contains("aborted; the operator undoes the fault now");
        DrillPlatform.Ran aborted = running.join();
        assertThat(aborted.status()).as(aborted.said()).isEqualTo(5);
        assertThat(platform.log())
                .anySatisfy(line -> assertThat(line).matches("inject primary-dies \\d+ mac-studio-1"))
                .last()
                .isEqualTo("undo primary-dies mac-studio-1");
        assertThat(newest().getStatus().phase()).isEqualTo(Phase.Restored);

        platform.awaitSafe();
        String stuck = platform.script("stuck", "echo \"$@\" >> $LOG; [ \"$1\" = inject ]");
        DrillPlatform.Ran not = platform.failoverTest(
                "run",
                "primary-dies",
                "--driver",
                "Host",
                "--hook",
                stuck,
                "--execute",
                "--hold",
                "1s",
                "--margin",
                "12s");
        assertThat(not.status()).as(not.said()).isEqualTo(3);
        assertThat(platform.evidence().get(0).result().why()).contains("undo primary-dies mac-studio-1 ended with 1");
        long tried = undone();
        await().atMost(TIMEOUT).until(() -> undone() > tried); // by the dead man's timer
    }

    @Test
    void theFaultOfAKilledRunnerIsUndone() throws Exception {
        String hook = platform.script(
                "hook",
                """
                echo "$@" >> $LOG
                # As every hook must, this one starts a timer on the target.
                [ "$1" = inject ] && setsid bash -c "sleep $3; echo own timer >> $LOG" > /dev/null 2>&1 < /dev/null &
                exit 0
                """);
        Process runner = platform.process(
                        "run",
                        "primary-dies",
                        "--driver",
                        "Host",
                        "--hook",
                        hook,
                        "--execute",
                        "--hold",
                        "12s",
                        "--margin",
                        "6s")
                .start();
        runner.getOutputStream().write("hospital\n".getBytes(StandardCharsets.UTF_8));
        runner.getOutputStream().flush();
        try (BufferedReader said = runner.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder all = new StringBuilder();
            String line = said.readLine();
            // The prompt has no line end.
            while (line != null && !line.contains("in force since")) {
                all.append(line).append('\n');
                line = said.readLine();
            }
            assertThat(line).as("what the runner said: %s", all).isNotNull();
            runner.destroyForcibly().waitFor();
        }
        Instant deadline = Instant.parse(newest().getSpec().deadline());
        assertThat(Instant.now()).isBefore(deadline);
        assertThat(platform.log()).hasSize(1);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(platform.log())
                .contains("own timer", "undo primary-dies mac-studio-1"));
        awaitPhase(Phase.Restored);
        assertThat(newest().getStatus().reason()).isEqualTo("DeadlineExceeded");
        assertThat(Duration.between(deadline, Instant.parse(newest().getStatus().restoredAt())))
                .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(10));
        assertThat(platform.files().filter(file -> file.toString().endsWith("-undo.log")))
                .singleElement()
                .satisfies(log -> assertThat(log).content().contains("the runner is gone"));

        assertThat(platform.failoverTest("run", "primary-dies").said())
                .contains("an earlier test lost its runner: primary-dies-", "restored at ");
    }

    private long undone() throws Exception {
        return platform.log().stream().filter(line -> line.startsWith("undo")).count();
    }

    private FailoverDrill newest() {
        List<FailoverDrill> all = platform.drills();
        return all.stream()
                .max(java.util.Comparator.comparing(drill -> drill.getMetadata().getName()))
                .orElseThrow();
    }

    private void awaitPhase(Phase phase) {
        await().atMost(TIMEOUT)
                .until(() -> !platform.drills().isEmpty()
                        && newest().getStatus() != null
                        && newest().getStatus().phase() == phase);
    }
}
