package io.prontuario.host.agent;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What the agent must still know after a restart.
 *
 * @param configuration token of the configuration applied last
 * @param leader the newest leader seen by any instruction; its generation is 0
 * @param configHash sha256 of the configuration applied last
 * @param virtualAddress the address whose holder clients reach
 * @param workerPid the HAProxy worker that loaded that configuration; 0 when it was only stored
 * @param appliedAt when, RFC 3339
 * @param lastError why the last apply failed
 * @param heartbeat the on-site operator's last sign of life
 */
record AgentState(
        FencingToken configuration,
        FencingToken leader,
        String configHash,
        @Nullable String virtualAddress,
        long workerPid,
        @Nullable String appliedAt,
        @Nullable String lastError,
        @Nullable Heartbeat heartbeat) {

    static AgentState initial() {
        return new AgentState(FencingToken.NONE, FencingToken.NONE, "", null, 0, null, null, null);
    }

    AgentState applied(FencingToken token, String hash, @Nullable String address, long pid, String at) {
        return new AgentState(token, newest(token), hash, address, pid, at, null, heartbeat);
    }

    AgentState failed(FencingToken token, String error) {
        return new AgentState(
                configuration, newest(token), configHash, virtualAddress, workerPid, appliedAt, error, heartbeat);
    }

    AgentState loadedBy(long pid) {
        return new AgentState(configuration, leader, configHash, virtualAddress, pid, appliedAt, lastError, heartbeat);
    }

    AgentState led(FencingToken token) {
        return new AgentState(
                configuration, newest(token), configHash, virtualAddress, workerPid, appliedAt, lastError, heartbeat);
    }

    AgentState heard(Heartbeat beat) {
        return new AgentState(
                configuration, newest(beat.token()), configHash, virtualAddress, workerPid, appliedAt, lastError, beat);
    }

    AgentState withoutOrder() {
        return new AgentState(
                FencingToken.NONE,
                FencingToken.NONE,
                configHash,
                virtualAddress,
                workerPid,
                appliedAt,
                lastError,
                null);
    }

    private FencingToken newest(FencingToken token) {
        return leader.olderThan(token.withoutGeneration()) ? token.withoutGeneration() : leader;
    }
}
