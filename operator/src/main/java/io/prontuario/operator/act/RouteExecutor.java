package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.frontdoor.RouteOrder;
import java.util.Map;

/** Sends every front door its whole configuration. Repeating it restores what was changed on a box by hand. */
public final class RouteExecutor {
    private final FrontDoorFanOut frontDoors;
    private final Certificates certificates;

    public RouteExecutor(FrontDoorFanOut frontDoors, Certificates certificates) {
        this.frontDoors = frontDoors;
        this.certificates = certificates;
    }

    Map<String, AgentAnswer> carryOut(Action.Route route, ActionContext context) {
        RouteOrder order = new RouteOrder(
                context.token(),
                context.accepted().spec(),
                route.admitted(),
                certificates.of(context.platform(), context.accepted().spec()));
        return frontDoors.toAll(context, agent -> agent.route(order));
    }
}
