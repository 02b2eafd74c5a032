package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.StreamRecord;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the clients and the status watch saw during one step. All times are the client's nanosecond clock.
 *
 * @param faultNanos when the fault was injected; the first one, where several hosts die
 * @param lastFaultNanos when the last host died
 * @param gets every GET that was due in the step
 * @param streams every stream that was due in the step
 * @param dying sites that the fault kills
 * @param frontDoorDies whether the fault kills the box that holds the virtual address, and with it every open
 *     connection
 * @param statusNanos when the required status was seen; empty when it was not, or none is required
 * @param checks the step's own conditions
 */
public record StepEvidence(
        long faultNanos,
        long lastFaultNanos,
        List<GetRecord> gets,
        List<StreamRecord> streams,
        Set<String> dying,
        boolean frontDoorDies,
        OptionalLong statusNanos,
        List<StepCheck> checks) {
    public StepEvidence {
        gets = List.copyOf(gets);
        streams = List.copyOf(streams);
        dying = Set.copyOf(dying);
        checks = List.copyOf(checks);
    }
}
