package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.State;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.event.EventRecorder;
import java.time.Duration;
import java.util.List;

/** Writes one Event per transition, however often it is announced. */
public final class AnnounceExecutor {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final EventRecorder events;
    private final Channel channel;

    /** Another way to announce a transition, besides the Event; returns at once. */
    public interface Channel {
        void announce(PlatformRef platform, PlatformSpec spec, State.Transition transition);
    }

    public AnnounceExecutor(EventRecorder events, Channel channel) {
        this.events = events;
        this.channel = channel;
    }

    void carryOut(Action.Announce announce, ActionContext context) {
        announce(announce.transition(), context);
    }

    /**
     * Announces the newest recorded transition again, for a leader that may have died between recording and announcing it. The API
     * server keeps Events for an hour: an old one must not come back.
     */
    void carryOutAgain(ActionContext context) {
        List<State.Transition> transitions = context.recorded().transitions();
        if (transitions.isEmpty()) {
            return;
        }
        State.Transition newest = transitions.get(transitions.size() - 1);
        if (newest.times().decidedAt().isAfter(context.pass().now().minus(RECENT))) {
            announce(newest, context);
        }
    }

    private void announce(State.Transition transition, ActionContext context) {
        EventRecorder.Level level =
                transition.to() == Mode.FULL ? EventRecorder.Level.Normal : EventRecorder.Level.Warning;
        events.record(context.platform(), level, reason(transition.to()), key(transition), message(transition));
        channel.announce(context.platform(), context.accepted().spec(), transition);
    }

    private static String reason(Mode to) {
        return switch (to) {
            case FULL -> "FullService";
            case DEGRADED -> "Degraded";
            case EMERGENCY -> "EmergencyProfile";
            case OUTAGE -> "Outage";
            case FAILBACK -> "FailbackStarted";
        };
    }

    private static String key(State.Transition transition) {
        return transition.epoch() + "|" + transition.from() + "|" + transition.to() + "|"
                + transition.times().decidedAt();
    }

    private static String message(State.Transition transition) {
        String sites = transition.fromSite().map(Object::toString).orElse("no site") + " to "
                + transition.toSite().map(Object::toString).orElse("no site");
        return transition.from() + " to " + transition.to() + ", " + sites + ", epoch " + transition.epoch() + ": "
                + transition.reason();
    }
}
