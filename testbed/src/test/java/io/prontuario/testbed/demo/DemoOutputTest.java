package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prontuario.testbed.demo.StepResult.Figures;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DemoOutputTest {
    private static StepResult step(Step step, int requests, int failed, long slowestMillis, int streamsBroken) {
        return new StepResult(
                step,
                new Figures(requests, failed, slowestMillis, streamsBroken, 240, 17_000L),
                List.of(new StepCheck("GETs answered", true, "as allowed")));
    }

    private static StepResult failedStep(Step step) {
        return new StepResult(
                step,
                new Figures(2_000, 1, 612, 0, 240, null),
                List.of(new StepCheck("GETs answered", false, "1 of 2000 failed")));
    }

    private static String conclusion(StepResult... steps) {
        return DemoOutput.conclusion(new DemoReport(List.of(steps), true));
    }

    @Test
    void jsonHasExactlyItsFields() throws Exception {
        DemoReport report = new DemoReport(
                        List.of(failedStep(Step.PRIMARY_DIES), step(Step.EDGE_DIES, 800, 2, 1100, 1)), true)
                .with(List.of(HospitalDifference.CLOUD_DATABASE));
        JsonNode json = new ObjectMapper().readTree(DemoOutput.json(report));
        assertThat(json.fieldNames()).toIterable().containsExactly("steps", "held", "differsFromHospital");
        assertThat(json.get("held").asBoolean()).isFalse();
        assertThat(StreamSupport.stream(json.get("steps").spliterator(), false))
                .allSatisfy(step -> assertThat(step.fieldNames())
                        .toIterable()
                        .containsExactly(
                                "name",
                                "requests",
                                "failed",
                                "slowestMillis",
                                "streamsBroken",
                                "routedMillis",
                                "statusMillis",
                                "held",
                                "checks"));
        assertThat(json.at("/steps/0/checks/0/detail").asText()).isEqualTo("1 of 2000 failed");
        assertThat(json.at("/steps/0/statusMillis").isNull()).isTrue();
        assertThat(json.at("/steps/1/statusMillis").asLong()).isEqualTo(17_000);
        assertThat(json.at("/differsFromHospital/0/name").asText()).isEqualTo("cloud database");
        assertThat(json.at("/differsFromHospital/0/how").asText()).startsWith("a PostgreSQL of the test bed stands");
    }

    @Test
    void aLevelThatLeavesThingsUnprovenNamesThem() throws Exception {
        DemoReport report = new DemoReport(List.of(step(Step.PRIMARY_DIES, 2000, 0, 612, 1)), true).at(DemoLevel.API);
        JsonNode json = new ObjectMapper().readTree(DemoOutput.json(report));
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("steps", "held", "differsFromHospital", "level", "notProven");
        assertThat(json.get("level").asText()).isEqualTo("api");
        assertThat(json.get("notProven"))
                .allSatisfy(
                        missing -> assertThat(missing.fieldNames()).toIterable().containsExactly("name", "why"))
                .extracting(missing -> missing.get("name").asText())
                .contains("edge-dies", "cloud-cut", "silent death");
        assertThat(DemoOutput.table(report))
                .contains("Held:", "Cannot be proven at this level (api):", "edge-dies: ", "silent death: ");
    }

    @Test
    void aDemoThatStoppedEarlyIsNotHeld() {
        StepResult fine = step(Step.PRIMARY_DIES, 1, 0, 1, 0);
        assertThat(new DemoReport(List.of(fine), true).passed()).isTrue();
        assertThat(new DemoReport(List.of(fine), false).passed()).isFalse();
        assertThat(new DemoReport(List.of(), true).passed()).isFalse();
        assertThat(DemoOutput.conclusion(new DemoReport(List.of(fine), false)))
                .isEqualTo("Not held: the demo did not run to its end.");
    }

    @Test
    void noFailureIsClaimedOnlyWhereNoRowHasOne() {
        assertThat(conclusion(step(Step.PRIMARY_DIES, 4_000, 0, 612, 0), step(Step.SECONDARY_DIES, 1_513, 0, 40, 0)))
                .isEqualTo("Held: none of 5,513 requests failed.");
    }

    @Test
    void failuresThatAStepAllowsAreCountedAndNamed() {
        assertThat(conclusion(step(Step.PRIMARY_DIES, 4_000, 0, 612, 0), step(Step.EDGE_DIES, 1_513, 3, 40, 0)))
                .isEqualTo("Held. 3 of 5,513 requests failed: 3 in edge-dies, in flight at the fault or due within the"
                        + " 3 s allowed after it.");
    }

    @Test
    void theConclusionNamesBrokenStreamsAndMissedLimits() {
        assertThat(conclusion(step(Step.PRIMARY_DIES, 100, 0, 1_001, 2)))
                .isEqualTo("Held: none of 100 requests failed. 2 token streams broke, open on a site or front door"
                        + " that died. The slowest answer was over its limit in primary-dies; the benchmark decides on"
                        + " that over five runs.");
    }

    @Test
    void failedStepsAreCounted() {
        assertThat(conclusion(failedStep(Step.PRIMARY_DIES), step(Step.EDGE_DIES, 1_513, 3, 40, 0)))
                .isEqualTo("Not held: 1 of 2 steps failed.");
        assertThat(DemoOutput.table(new DemoReport(List.of(failedStep(Step.PRIMARY_DIES)), true)))
                .contains("not held: primary-dies, GETs answered: 1 of 2000 failed")
                .doesNotContain("none of");
    }
}
