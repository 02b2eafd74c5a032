package io.prontuario.operator.act;

import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.State;

/** One Event per transition, however often it is announced. */
public final class AnnounceExecutor {
    private final Announcer announcer;

    public AnnounceExecutor(Announcer announcer) {
        this.announcer = announcer;
    }

    void carryOut(Action.Announce announce, ActionContext context) {
        State.Transition transition = announce.transition();
        Announcer.Level level = transition.to() == Mode.FULL ? Announcer.Level.Normal : Announcer.Level.Warning;
        announcer.announce(context.platform(), level, reason(transition.to()), key(transition), message(transition));
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
        return transition.epoch() + "|" + transition.from() + "|" + transition.to() + "|" + transition.decidedAt();
    }

    private static String message(State.Transition transition) {
        String sites = transition.fromSite().map(Object::toString).orElse("no site") + " to "
                + transition.toSite().map(Object::toString).orElse("no site");
        return transition.from() + " to " + transition.to() + ", " + sites + ", epoch " + transition.epoch() + ": "
                + transition.reason();
    }
}
