package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.History;
import io.prontuario.continuity.model.State.Roles;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.model.State.TransitionTimes;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.continuity.rules.TransitionProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Third phase: the epoch, the history and its times, and the role changes that the rate limit counts. */
final class TransitionRecorder {
    private TransitionRecorder() {}

    /** The state to record. */
    static State record(DecisionContext context, Observed observed, ProposedState proposed) {
        State before = context.before;
        boolean roleChanges = !proposed.active().equals(before.active());
        long epoch = context.rules.epochs.next(before.epoch(), roleChanges);
        State next = new State(
                new Roles(proposed.mode(), proposed.active(), epoch, proposed.cloud()),
                proposed.sites(),
                new History(
                        transitions(context, proposed, epoch, roleChanges),
                        roleChanges(context, observed.clock().steady(), roleChanges)),
                proposed.reports(),
                observed.clock(),
                proposed.drain());
        return completed(context, next);
    }

    private static List<Transition> transitions(
            DecisionContext context, ProposedState proposed, long epoch, boolean roleChanges) {
        State before = context.before;
        if (!roleChanges && proposed.mode() == before.mode()) {
            return before.transitions();
        }
        return TransitionHistory.append(
                before.transitions(),
                new Transition(
                        before.mode(),
                        proposed.mode(),
                        before.active(),
                        proposed.active(),
                        epoch,
                        proposed.reason(),
                        new TransitionTimes(
                                proposed.detectedAt().or(() -> Optional.of(context.now)),
                                context.now,
                                Optional.empty(),
                                Optional.empty())));
    }

    private static List<Instant> roleChanges(DecisionContext context, Instant steady, boolean roleChanges) {
        List<Instant> kept = RoleChangeRateLimit.within(context.policy, context.before.roleChanges(), steady);
        if (!roleChanges || context.before.epoch() == 0) {
            return kept; // a platform's first role is no change
        }
        List<Instant> longer = new ArrayList<>(kept);
        longer.add(steady);
        return longer;
    }

    /** The newest transition with the times that this round's observation fills in. */
    private static State completed(DecisionContext context, State next) {
        List<Transition> transitions = next.transitions();
        if (transitions.isEmpty()) {
            return next;
        }
        int last = transitions.size() - 1;
        Transition newest = transitions.get(last);
        Transition completed =
                TransitionProgress.complete(context.policy, newest, next, context.observation, context.now);
        if (completed == newest) {
            return next;
        }
        List<Transition> changed = new ArrayList<>(transitions);
        changed.set(last, completed);
        return new State(
                next.roles(),
                next.sites(),
                new History(changed, next.roleChanges()),
                next.reports(),
                next.clock(),
                next.drain());
    }
}
