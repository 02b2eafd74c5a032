package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.host.protocol.AgentAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Hands each action of a decision to its executor, in order. {@link Action.ScaleEmergency} has none: the desired
 * objects follow the recorded cloud role.
 */
public final class ActionDispatcher {
    private final Optional<FrontDoorExecutors> frontDoors;
    private final AnnounceExecutor announcements;
    private final Consumer<List<Action>> dns;

    /**
     * @param frontDoors empty in the cloud
     * @param dns is given every decision's actions: a decision without a DNS target is an order too
     */
    public ActionDispatcher(
            Optional<FrontDoorExecutors> frontDoors, AnnounceExecutor announcements, Consumer<List<Action>> dns) {
        this.frontDoors = frontDoors;
        this.announcements = announcements;
        this.dns = dns;
    }

    /** What each front door answered to its configuration, by box; empty when this side configures none. */
    public Map<String, AgentAnswer> dispatch(List<Action> actions, ActionContext context) {
        Map<String, AgentAnswer> routed = Map.of();
        for (Action action : actions) {
            if (action instanceof Action.Route route) {
                routed = frontDoors
                        .map(doors -> doors.routes().carryOut(route, context))
                        .orElse(routed);
            } else if (action instanceof Action.Admit admit) {
                frontDoors.ifPresent(doors -> doors.admissions().carryOut(admit, context));
            } else if (action instanceof Action.Announce announce) {
                announcements.carryOut(announce, context);
            }
        }
        dns.accept(actions);
        frontDoors.ifPresent(doors -> doors.heartbeats().send(context));
        return routed;
    }

    /** Announces again what the leader before this one may not have announced. */
    public void takeOver(ActionContext context) {
        announcements.carryOutAgain(context);
    }
}
