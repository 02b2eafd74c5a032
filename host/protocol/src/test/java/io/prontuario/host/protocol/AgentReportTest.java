package io.prontuario.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentReport.Boot;
import io.prontuario.host.protocol.AgentReport.Configuration;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.AgentReport.ServerReport;
import io.prontuario.host.protocol.AgentReport.Traffic;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents and operators are upgraded apart: the JSON of a report stays as the first agents wrote it. */
class AgentReportTest {
    /** As an agent wrote it when the report was one record of sixteen fields. */
    private static final String JSON = "{\"node\":\"edge\",\"bootId\":\"b-1\",\"admitted\":true,"
            + "\"admittedAt\":\"2026-11-30T10:00:00Z\",\"term\":3,\"epoch\":2,\"generation\":7,\"configHash\":\"ab\","
            + "\"configMatches\":true,\"appliedAt\":\"2026-11-30T10:00:01Z\",\"lastError\":null,\"haproxyRunning\":true,"
            + "\"holdsVirtualAddress\":false,\"backends\":{\"be_read_api\":{\"cloud\":{\"status\":\"UP\",\"usable\":true,"
            + "\"check\":\"L7OK\",\"sessions\":4}}},\"serving\":{\"cloud\":true},"
            + "\"heartbeat\":{\"term\":3,\"epoch\":2,\"sequence\":9,\"specHash\":\"cd\",\"mode\":\"FULL\"}}";

    private static final AgentReport REPORT = new AgentReport(
            "edge",
            new Boot("b-1", true, "2026-11-30T10:00:00Z"),
            new Configuration(new FencingToken(3, 2, 7), "ab", true, "2026-11-30T10:00:01Z", null),
            new Traffic(
                    true,
                    false,
                    Map.of("be_read_api", Map.of("cloud", new ServerReport("UP", true, "L7OK", 4))),
                    Map.of("cloud", true)),
            new Heartbeat(3, 2, 9, "cd", "FULL"));

    @Test
    void aReportOfAnOlderAgentIsRead() {
        assertThat(Json.read(JSON, AgentReport.class)).isEqualTo(REPORT);
    }

    @Test
    void anOlderOperatorReadsTheSameText() {
        assertThat(Json.write(REPORT)).isEqualTo(JSON);
    }

    @Test
    void aFieldOfANewerAgentIsIgnored() {
        assertThat(Json.read(
                        JSON.replace("{\"node\"", "{\"database\":{\"role\":\"standby\"},\"node\""), AgentReport.class))
                .isEqualTo(REPORT);
    }

    @Test
    void aReportWithoutItsTermIsRefused() {
        assertThatThrownBy(() ->
                        Json.read(JSON.replace("\"term\":3,\"epoch\":2,\"generation\":7,", ""), AgentReport.class))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
