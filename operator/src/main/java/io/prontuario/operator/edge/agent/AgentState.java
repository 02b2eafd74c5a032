package io.prontuario.operator.edge.agent;

import io.prontuario.operator.edge.AgentReport.Heartbeat;
import io.prontuario.operator.edge.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * What the agent must still know after a restart.
 *
 * @param configuration stamp of the configuration applied last
 * @param leader the newest leader seen by any instruction; its generation is 0
 * @param configHash sha256 of the configuration applied last
 * @param virtualAddress the address whose holder clients reach
 * @param workerPid the HAProxy worker that loaded that configuration; 0 when it was only stored
 * @param appliedAt when, RFC 3339
 * @param lastError why the last apply failed
 * @param heartbeat the on-site operator's last sign of life
 */
record AgentState(
        Stamp configuration,
        Stamp leader,
        String configHash,
        @Nullable String virtualAddress,
        long workerPid,
        @Nullable String appliedAt,
        @Nullable String lastError,
        @Nullable Heartbeat heartbeat) {

    static AgentState initial() {
        return new AgentState(Stamp.NONE, Stamp.NONE, "", null, 0, null, null, null);
    }

    AgentState applied(Stamp stamp, String hash, @Nullable String address, long pid, String at) {
        return new AgentState(stamp, newest(stamp), hash, address, pid, at, null, heartbeat);
    }

    AgentState failed(Stamp stamp, String error) {
        return new AgentState(
                configuration, newest(stamp), configHash, virtualAddress, workerPid, appliedAt, error, heartbeat);
    }

    AgentState loadedBy(long pid) {
        return new AgentState(configuration, leader, configHash, virtualAddress, pid, appliedAt, lastError, heartbeat);
    }

    AgentState led(Stamp stamp) {
        return new AgentState(
                configuration, newest(stamp), configHash, virtualAddress, workerPid, appliedAt, lastError, heartbeat);
    }

    AgentState heard(Heartbeat beat) {
        return new AgentState(
                configuration, newest(beat.stamp()), configHash, virtualAddress, workerPid, appliedAt, lastError, beat);
    }

    AgentState withoutOrder() {
        return new AgentState(
                Stamp.NONE, Stamp.NONE, configHash, virtualAddress, workerPid, appliedAt, lastError, null);
    }

    private Stamp newest(Stamp stamp) {
        return leader.olderThan(stamp.leader()) ? stamp.leader() : leader;
    }
}
