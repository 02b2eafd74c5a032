package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DemoOutputTest {
    @Test
    void theDemosJsonHasExactlyItsFields() throws Exception {
        StepResult edge = new StepResult(
                Step.EDGE_DIES, 800, 2, 1100, 1, 900, null, true, true, List.of(new StepCheck("x", true, "y")));
        StepResult death = new StepResult(Step.PRIMARY_DIES, 2000, 0, 612, 1, 240, 17_000L, false, true, List.of());
        JsonNode json = new ObjectMapper().readTree(DemoOutput.json(new DemoReport(List.of(death, edge), true)));
        assertThat(json.fieldNames()).toIterable().containsExactly("steps", "held");
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
                                "held"));
        assertThat(json.at("/steps/0/statusMillis").asLong()).isEqualTo(17_000);
        assertThat(json.at("/steps/1/statusMillis").isNull()).isTrue();
    }

    @Test
    void aLevelThatLeavesThingsUnprovenNamesThem() throws Exception {
        StepResult death = new StepResult(Step.PRIMARY_DIES, 2000, 0, 612, 1, 240, 17_000L, true, true, List.of());
        DemoReport report = new DemoReport(List.of(death), true).at(DemoLevel.API);
        JsonNode json = new ObjectMapper().readTree(DemoOutput.json(report));
        assertThat(json.fieldNames()).toIterable().containsExactly("steps", "held", "level", "notProven");
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
        StepResult fine = new StepResult(Step.PRIMARY_DIES, 1, 0, 1, 0, 1, 1L, true, true, List.of());
        assertThat(new DemoReport(List.of(fine), true).passed()).isTrue();
        assertThat(new DemoReport(List.of(fine), false).passed()).isFalse();
        assertThat(new DemoReport(List.of(), true).passed()).isFalse();
    }
}
