package io.prontuario.operator.act;

import io.prontuario.continuity.model.Observation.Heartbeat;

/** The on-site operator's sign of life, left on every box for the cloud to read. */
public final class HeartbeatSender {
    private final FrontDoorFanOut boxes;

    public HeartbeatSender(FrontDoorFanOut boxes) {
        this.boxes = boxes;
    }

    public void send(ActionContext context, long sequence) {
        Heartbeat heartbeat = new Heartbeat(
                sequence,
                context.accepted().hash(),
                context.recorded().mode(),
                context.recorded().epoch());
        boxes.toAll(context, agent -> agent.heartbeat(context.fence(), heartbeat));
    }
}
