package io.prontuario.host.agent.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What the agent must still know after a restart: {@code state.json}. The front door's part is written without a level of its own,
 * as agents before 0.1.0 wrote it.
 *
 * @param frontDoor the configuration that was applied last
 * @param leader the newest leader seen in any order; its generation is 0
 * @param heartbeat the last heartbeat of the on-site operator; null before the first
 */
public record AgentState(@JsonUnwrapped FrontDoorState frontDoor, FencingToken leader, @Nullable Heartbeat heartbeat) {

    /**
     * @param token token of the configuration that was applied last
     * @param configHash SHA-256 of that configuration, in hex
     * @param virtualAddress the address whose holder receives the clients' requests; null where there is none
     * @param workerPid the HAProxy worker that loaded that configuration; 0 when it was only stored
     * @param appliedAt time of that apply, RFC 3339; null before the first
     * @param lastError why the last apply failed; null when it succeeded
     */
    public record FrontDoorState(
            @JsonProperty("configuration") FencingToken token,
            String configHash,
            @Nullable String virtualAddress,
            long workerPid,
            @Nullable String appliedAt,
            @Nullable String lastError) {}

    static AgentState initial() {
        return new AgentState(new FrontDoorState(FencingToken.NONE, "", null, 0, null, null), FencingToken.NONE, null);
    }

    /** A configuration was applied, or stored for the next start of HAProxy. */
    public AgentState applied(FrontDoorState applied) {
        return new AgentState(applied, newest(applied.token()), heartbeat);
    }

    /** A configuration was refused. */
    public AgentState failed(FencingToken token, String error) {
        FrontDoorState d = frontDoor;
        return new AgentState(
                new FrontDoorState(d.token, d.configHash, d.virtualAddress, d.workerPid, d.appliedAt, error),
                newest(token),
                heartbeat);
    }

    /** Another HAProxy worker runs the same configuration. */
    public AgentState loadedBy(long pid) {
        FrontDoorState d = frontDoor;
        return new AgentState(
                new FrontDoorState(d.token, d.configHash, d.virtualAddress, pid, d.appliedAt, d.lastError),
                leader,
                heartbeat);
    }

    /** An order of this leader was accepted. */
    public AgentState led(FencingToken token) {
        return new AgentState(frontDoor, newest(token), heartbeat);
    }

    AgentState heard(Heartbeat beat) {
        return new AgentState(frontDoor, newest(beat.token()), beat);
    }

    /** The next order is accepted whatever its token. */
    public AgentState withoutOrder() {
        FrontDoorState d = frontDoor;
        return new AgentState(
                new FrontDoorState(
                        FencingToken.NONE, d.configHash, d.virtualAddress, d.workerPid, d.appliedAt, d.lastError),
                FencingToken.NONE,
                null);
    }

    private FencingToken newest(FencingToken token) {
        return leader.olderThan(token.withoutGeneration()) ? token.withoutGeneration() : leader;
    }
}
