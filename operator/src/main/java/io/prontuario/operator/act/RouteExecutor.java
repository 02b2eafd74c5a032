package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.operator.frontdoor.RouteOrder;
import java.util.Set;

/** Sends every box the whole configuration. Sending it again puts right what somebody changed on a box. */
public final class RouteExecutor {
    private final FrontDoorFanOut boxes;
    private final Certificates certificates;

    public RouteExecutor(FrontDoorFanOut boxes, Certificates certificates) {
        this.boxes = boxes;
        this.certificates = certificates;
    }

    FrontDoorResults carryOut(Action.Route route, ActionContext context) {
        return send(route.admitted(), context);
    }

    private FrontDoorResults send(Set<SiteName> admitted, ActionContext context) {
        RouteOrder order = new RouteOrder(
                context.fence(),
                context.accepted().spec(),
                admitted,
                certificates.of(context.platform(), context.accepted().spec()));
        return boxes.toAll(context, agent -> agent.route(order));
    }
}
