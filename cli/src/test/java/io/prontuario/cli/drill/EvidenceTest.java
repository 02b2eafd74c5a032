package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.CliException;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus.Phase;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T06:00:00Z");
    private static final Instant INJECTED = BEGAN.plusSeconds(2);

    @Test
    void anOutageLastsFromTheFirstFailedRequestToTheNextAnswer() {
        assertThat(ClientProbe.outage(List.of())).isZero();
        assertThat(ClientProbe.outage(List.of(request(0, 30, true), request(100, 40, true))))
                .as("the slowest answer")
                .isEqualTo(Duration.ofMillis(40));
        assertThat(ClientProbe.outage(List.of(
                        request(0, 30, true),
                        request(100, 500, false),
                        request(200, 20, false),
                        request(300, 50, true))))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(ClientProbe.outage(List.of(request(0, 30, true), request(100, 5_000, false))))
                .as("not over yet")
                .isEqualTo(Duration.ofMillis(5_000));
    }

    @Test
    void theVerdictIsTheExitCode() {
        List<ClientProbe.Request> met = List.of(request(2_000, 30, true), request(2_100, 1_000, true));
        List<ClientProbe.Request> missed = List.of(request(2_000, 30, true), request(2_100, 1_001, true));
        assertThat(finished(met, true, Optional.empty())
                        .result()
                        .verdict()
                        .exitCode()
                        .status())
                .isZero();
        assertThat(finished(missed, true, Optional.empty())
                        .result()
                        .verdict()
                        .exitCode()
                        .status())
                .isEqualTo(1);
        assertThat(finished(met, true, Optional.of("clients"))
                        .result()
                        .verdict()
                        .exitCode()
                        .status())
                .isEqualTo(5);
        assertThat(finished(met, false, Optional.of("clients"))
                        .result()
                        .verdict()
                        .exitCode()
                        .status())
                .isEqualTo(3);
        assertThat(builder(Optional.empty())
                        .refused("no")
                        .result()
                        .verdict()
                        .exitCode()
                        .status())
                .isEqualTo(4);
    }

    @Test
    void evidenceIsWrittenReadAndComparedWithTheRunBefore(@TempDir Path folder) throws Exception {
        EvidenceFiles files = new EvidenceFiles(folder);
        Evidence first = finished(
                List.of(request(1_000, 10, true), request(2_000, 400, false), request(2_100, 30, true)),
                true,
                Optional.empty());
        assertThat(first.clients().requests())
                .as("requests before the fault do not count")
                .isEqualTo(2);
        assertThat(first.clients().failed()).isEqualTo(1);
        Path page = files.write(first);
        assertThat(files.last("primary-dies", "Workload")).contains(first);
        assertThat(files.last("both-die", "Workload")).isEmpty();

        Evidence second = builder(Optional.of(first))
                .finished(
                        new FaultCourse(
                                INJECTED,
                                INJECTED.plusSeconds(30),
                                Optional.of(INJECTED.plusSeconds(31).toString()),
                                Optional.empty(),
                                Optional.empty(),
                                null),
                        List.of(request(2_000, 50, true)),
                        platform().getStatus());
        assertThat(second.result().lastRun().outageDifference())
                .isEqualTo(50 - first.clients().outageMillis());

        String html = Files.readString(page);
        assertThat(html)
                .contains("<svg", "PASSED", "mac-studio-1", "fill=\"#c00\"")
                .doesNotContain("<script", "http-equiv", "src=");
        assertThat(Files.readString(folder.resolve("primary-dies-1.xml")))
                .contains("<testsuite", "failures=\"0\"", "primary-dies by Workload");
        assertThat(EvidenceFiles.junit(finished(List.of(request(2_000, 9_000, true)), true, Optional.empty())))
                .contains("failures=\"1\"", "<failure message=\"clients had no answer for 9000 ms");
    }

    /** Operators and runbooks read these fields: the JSON has one level, whatever the parts of the record. */
    @Test
    void theJsonHasOneLevel(@TempDir Path folder) throws Exception {
        new EvidenceFiles(folder).write(finished(List.of(request(2_000, 30, true)), true, Optional.empty()));

        JsonNode json = new ObjectMapper()
                .readTree(folder.resolve("primary-dies-1.json").toFile());
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "name",
                        "scenario",
                        "driver",
                        "platform",
                        "targets",
                        "configurationHash",
                        "startedAt",
                        "injectedAt",
                        "endedAt",
                        "restoredAt",
                        "budgetMillis",
                        "predictedClientsMillis",
                        "predictedRolesMillis",
                        "requests",
                        "failed",
                        "outageMillis",
                        "phases",
                        "verdict",
                        "why",
                        "samples");
    }

    @Test
    void everyPhaseOfATransitionSinceTheFaultHasItsTime() {
        PlatformStatus status = Serialization.unmarshal(
                """
                transitions:
                  - {from: Full, to: Degraded, epoch: 2, reason: HostDead, decidedAt: "2026-03-01T06:00:01Z"}
                  - from: Full
                    to: Degraded
                    epoch: 3
                    reason: HostDead
                    detectedAt: "2026-03-01T06:00:03Z"
                    decidedAt: "2026-03-01T06:00:17.500Z"
                    servedAt: "2026-03-01T06:00:18Z"
                """,
                PlatformStatus.class);
        assertThat(Evidence.phases(INJECTED, status))
                .as("earlier transitions and phases that were not reached are left out")
                .containsExactly(
                        new Evidence.Phase("Full to Degraded", "detected", 1_000),
                        new Evidence.Phase("Full to Degraded", "decided", 15_500),
                        new Evidence.Phase("Full to Degraded", "served", 16_000));
    }

    @Test
    void thePredictionFollowsFromThePlatformsTimings() {
        Prediction primary = Prediction.of(platform().getSpec(), Scenario.PrimaryDies);
        assertThat(primary.clients()).contains(Duration.ofMillis(1_000 + 2 * 200 + 500));
        assertThat(primary.roles()).isEqualTo(Duration.ofSeconds(17));
        assertThat(Prediction.of(platform().getSpec(), Scenario.DependencyDown).roles())
                .isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void anImpossibleTestIsBadInputWithItsRemedy() {
        assertThatThrownBy(() -> Scenarios.named("primary-dead"))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("primary-dies, secondary-dies, both-die");
        assertThatThrownBy(() -> plan(drill(Scenario.WanCut, Driver.Workload, List.of())))
                .hasMessageContaining("--driver: Workload cannot make wan-cut; use one of [Host, Testbed]");
        assertThatThrownBy(() -> plan(drill(Scenario.PrimaryDies, Driver.Workload, List.of("mac-studio-9"))))
                .hasMessageContaining("spec.hosts[0]: no serving host is called \"mac-studio-9\"");
        assertThat(Scenarios.named("both-die")).isEqualTo(Scenario.BothDie);
    }

    @Test
    void aTestEndsAtEachLimitAndNotBefore() {
        AbortRules rules =
                new AbortRules(Duration.ofSeconds(4), Duration.ofSeconds(5), Set.of(new SiteName("mac-studio-1")));
        FailoverDrillStatus running = FailoverDrillStatus.of(Phase.Running, null, null, List.of(), null);
        Instant now = INJECTED.plusSeconds(16);
        List<ClientProbe.Request> fine = List.of(request(17_000, 100, true));
        assertThat(rules.check(null, running, fine, INJECTED, now)).isEmpty();

        List<ClientProbe.Request> burning = List.of(request(2_000, 12_000, true), request(17_000, 10, true));
        assertThat(rules.check(null, running, burning, INJECTED, now))
                .as("three times")
                .isEmpty();
        List<ClientProbe.Request> burnt = List.of(request(2_000, 12_001, true), request(17_000, 10, true));
        assertThat(rules.check(null, running, burnt, INJECTED, now))
                .hasValueSatisfying(why -> assertThat(why).contains("clients have had no answer for 12001 ms"));

        assertThat(rules.check(null, running, List.of(), INJECTED, INJECTED.plusSeconds(15)))
                .isEmpty();
        assertThat(rules.check(null, running, List.of(), INJECTED, INJECTED.plusMillis(15_001)))
                .hasValueSatisfying(why -> assertThat(why).contains("the measuring client is lost"));

        FailoverDrillStatus ended =
                FailoverDrillStatus.of(Phase.Restoring, "SecondFailure", "b fails", List.of(), null);
        assertThat(rules.check(null, ended, fine, INJECTED, now)).contains("the operator ended it: b fails");
    }

    @Test
    void aMissedObjectiveNamesTheRunnersOwnDelay() {
        assertThat(finished(List.of(late(5_000, 249, 20_000, true)), true, Optional.empty())
                        .result()
                        .why())
                .endsWith("the objective is 1000 ms");
        assertThat(finished(List.of(late(5_000, 250, 20_000, true)), true, Optional.empty())
                        .result()
                        .why())
                .contains("the objective is 1000 ms; the runner's own machine stood still for up to 250 ms");
    }

    private static ClientProbe.Request request(long due, long millis, boolean answered) {
        return late(due, 0, millis, answered);
    }

    private static ClientProbe.Request late(long due, long late, long millis, boolean answered) {
        return new ClientProbe.Request(
                BEGAN.plusMillis(due),
                BEGAN.plusMillis(due + late),
                BEGAN.plusMillis(due + millis),
                answered,
                "mac-studio-2");
    }

    @Test
    void whatTheWritesShowIsInTheVerdictTheJsonAndThePage(@TempDir Path folder) throws Exception {
        Evidence clean = finished(judged(0, 0, 0));
        assertThat(clean.result().verdict()).isEqualTo(Evidence.Verdict.PASSED);
        assertThat(clean.result().why()).contains("writes: 300 acknowledged");
        Path page = new EvidenceFiles(folder).write(clean);
        assertThat(Files.readString(page)).contains("300 acknowledged", "recovery point", "1s200ms");
        assertThat(Files.readString(folder.resolve(clean.name() + ".json")))
                .containsPattern("\"writes\" ?: ?\\{")
                .containsPattern("\"longestGap\" ?: ?\"1s200ms\"");
        assertThat(new EvidenceFiles(folder).all()).containsExactly(clean);
        assertThat(List.of(finished(judged(1, 0, 0)), finished(judged(0, 1, 0)), finished(judged(0, 0, 1))))
                .extracting(evidence -> evidence.result().verdict())
                .containsOnly(Evidence.Verdict.OBJECTIVE_MISSED);
        assertThat(finished(DrillWrites.notJudged("the operator lost its Lease"))
                        .result()
                        .why())
                .contains("not judged: the operator lost its Lease");
    }

    private static DrillWrites judged(int lost, int doubled, int byOldWriter) {
        return new DrillWrites(
                DrillWrites.State.Judged,
                "300 acknowledged",
                new DrillWrites.Counts(300, lost, doubled, 0, 0, 0, byOldWriter),
                "0s",
                "1s200ms");
    }

    private static Evidence finished(DrillWrites writes) {
        return finished(List.of(request(2_000, 30, true)), true, Optional.empty(), writes);
    }

    private static Evidence finished(List<ClientProbe.Request> requests, boolean restored, Optional<String> abort) {
        return finished(requests, restored, abort, null);
    }

    private static Evidence finished(
            List<ClientProbe.Request> requests, boolean restored, Optional<String> abort, DrillWrites writes) {
        return builder(Optional.empty())
                .finished(
                        new FaultCourse(
                                INJECTED,
                                INJECTED.plusSeconds(30),
                                restored ? Optional.of(INJECTED.plusSeconds(31).toString()) : Optional.empty(),
                                abort,
                                Optional.empty(),
                                writes),
                        requests,
                        platform().getStatus());
    }

    private static EvidenceBuilder builder(Optional<Evidence> last) {
        return new EvidenceBuilder(
                plan(drill(Scenario.PrimaryDies, Driver.Workload, List.of())), "primary-dies-1", BEGAN, last);
    }

    private static DrillPlan plan(FailoverDrillSpec drill) {
        return DrillPlan.of(platform(), drill, Duration.ofSeconds(30), Duration.ofSeconds(1));
    }

    private static FailoverDrillSpec drill(Scenario scenario, Driver driver, List<String> hosts) {
        return new FailoverDrillSpec(
                "hospital", scenario, driver, hosts, null, BEGAN.plusSeconds(60).toString(), "a test", false);
    }

    private static ProntuarioPlatform platform() {
        ProntuarioPlatform platform = PlatformYaml.read(Path.of("../examples/mac-studio-ha.yaml"));
        platform.setStatus(new PlatformStatus(
                1L,
                "hash",
                PlatformStatus.Mode.Full,
                false,
                "mac-studio-1",
                1L,
                new ArrayList<>(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of()));
        return platform;
    }
}
