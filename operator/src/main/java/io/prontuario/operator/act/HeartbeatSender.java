package io.prontuario.operator.act;

import io.prontuario.continuity.model.Observation.Heartbeat;
import java.util.function.LongSupplier;

/** Leaves the on-site operator's heartbeat on every front door, for the cloud to read. */
public final class HeartbeatSender {
    private final FrontDoorFanOut frontDoors;
    private final LongSupplier sequence;

    /** @param sequence rises with every call, and from every leader to the next */
    public HeartbeatSender(FrontDoorFanOut frontDoors, LongSupplier sequence) {
        this.frontDoors = frontDoors;
        this.sequence = sequence;
    }

    void send(ActionContext context) {
        Heartbeat heartbeat = new Heartbeat(
                sequence.getAsLong(),
                context.accepted().hash(),
                context.recorded().mode(),
                context.recorded().epoch());
        frontDoors.toAll(context, agent -> agent.heartbeat(context.token(), heartbeat));
    }
}
