package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Hands each action to its executor, in order. On the cloud's side the front doors are not ours to order about. */
public final class ActionDispatcher {
    private final boolean ordersFrontDoors;
    private final RouteExecutor routes;
    private final AdmitExecutor admissions;
    private final ScaleEmergencyExecutor scale;
    private final AnnounceExecutor announcements;
    private final Consumer<List<Action>> names;

    /** @param names is given every decision's actions: that nothing points the name anywhere is an order, too */
    public ActionDispatcher(
            boolean ordersFrontDoors,
            RouteExecutor routes,
            AdmitExecutor admissions,
            ScaleEmergencyExecutor scale,
            AnnounceExecutor announcements,
            Consumer<List<Action>> names) {
        this.ordersFrontDoors = ordersFrontDoors;
        this.routes = routes;
        this.admissions = admissions;
        this.scale = scale;
        this.announcements = announcements;
        this.names = names;
    }

    /** What became of the routes at each box; nothing when this side orders none. */
    public FrontDoorResults carryOut(List<Action> actions, ActionContext context) {
        FrontDoorResults routed = FrontDoorResults.none();
        for (Action action : actions) {
            if (action instanceof Action.Route route) {
                routed = ordersFrontDoors ? routes.carryOut(route, context) : routed;
            } else if (action instanceof Action.Admit admit) {
                admit(admit, context);
            } else if (action instanceof Action.ScaleEmergency size) {
                scale.carryOut(size);
            } else if (action instanceof Action.Announce announce) {
                announcements.carryOut(announce, context);
            }
        }
        names.accept(actions);
        return routed;
    }

    /** What a new leader says once more, because the one before it may not have come to it. */
    public void takeOver(ActionContext context, Instant now) {
        announcements.carryOutAgain(context, now);
    }

    private void admit(Action.Admit admit, ActionContext context) {
        if (ordersFrontDoors) {
            admissions.carryOut(admit, context);
        }
    }
}
