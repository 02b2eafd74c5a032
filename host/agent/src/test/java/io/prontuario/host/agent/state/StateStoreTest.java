package io.prontuario.host.agent.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.state.AgentState.FrontDoorState;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newer agent continues from the file of an older one. */
class StateStoreTest {
    /** As an agent wrote it when the state was one record of eight fields. */
    private static final String JSON = "{\"configuration\":{\"term\":3,\"epoch\":2,\"generation\":7},"
            + "\"leader\":{\"term\":4,\"epoch\":2,\"generation\":0},\"configHash\":\"ab\",\"virtualAddress\":\"10.0.0.100\","
            + "\"workerPid\":42,\"appliedAt\":\"2026-11-30T10:00:01Z\",\"lastError\":null,"
            + "\"heartbeat\":{\"term\":4,\"epoch\":2,\"sequence\":9,\"specHash\":\"cd\",\"mode\":\"FULL\"}}";

    private static final AgentState STATE = new AgentState(
            new FrontDoorState(new FencingToken(3, 2, 7), "ab", "10.0.0.100", 42, "2026-11-30T10:00:01Z", null),
            new FencingToken(4, 2, 0),
            new Heartbeat(4, 2, 9, "cd", "FULL"));

    @TempDir
    Path folder;

    @Test
    void theFileOfAnOlderAgentIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("state.json"), JSON);

        assertThat(new StateStore(file).get()).isEqualTo(STATE);
    }

    @Test
    void anUpdateIsOnDiskAndAHeartbeatInMemoryIsNot() throws Exception {
        Path file = Files.writeString(folder.resolve("state.json"), JSON);
        StateStore store = new StateStore(file);

        store.remember(state -> state.heard(new Heartbeat(4, 2, 10, "cd", "FULL")));
        assertThat(new StateStore(file).get()).isEqualTo(STATE);

        store.update(state -> state.failed(new FencingToken(5, 0, 0), "port in use"));
        AgentState kept = new StateStore(file).get();
        assertThat(kept.leader()).isEqualTo(new FencingToken(5, 0, 0));
        assertThat(kept.frontDoor().lastError()).isEqualTo("port in use");
        assertThat(kept).isEqualTo(store.get());
    }
}
