package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.State.Transition;
import io.prontuario.continuity.rules.Epochs;
import io.prontuario.continuity.rules.PhaseTimes;
import io.prontuario.continuity.rules.RoleChangeRateLimit;
import io.prontuario.continuity.rules.TransitionHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Third phase: the epoch, the history and its phase times, and the role changes that damping counts. */
record TransitionRecorder(long epoch, List<Transition> transitions, List<Instant> roleChanges) {

    static TransitionRecorder of(DecisionContext round, ProposedState target, Instant steady) {
        State before = round.before;
        boolean roleChanges = !target.active().equals(before.active());
        long epoch = Epochs.next(round.guards, before.epoch(), roleChanges);
        List<Transition> transitions = before.transitions();
        if (roleChanges || target.mode() != before.mode()) {
            transitions = TransitionHistory.append(
                    transitions,
                    new Transition(
                            before.mode(),
                            target.mode(),
                            before.active(),
                            target.active(),
                            epoch,
                            target.reason(),
                            // What is decided by what is seen now (a return, a hand-over) was detected now.
                            target.detectedAt().or(() -> Optional.of(round.now)),
                            round.now,
                            Optional.empty(),
                            Optional.empty()));
        }
        return new TransitionRecorder(epoch, complete(round, target, transitions), changes(round, steady, roleChanges));
    }

    private static List<Transition> complete(
            DecisionContext round, ProposedState target, List<Transition> transitions) {
        if (transitions.isEmpty()) {
            return transitions;
        }
        int last = transitions.size() - 1;
        Transition newest = transitions.get(last);
        Transition completed = PhaseTimes.complete(round.policy, newest, target.sites(), round.seen, round.now);
        if (completed == newest) {
            return transitions;
        }
        List<Transition> changed = new ArrayList<>(transitions);
        changed.set(last, completed);
        return changed;
    }

    private static List<Instant> changes(DecisionContext round, Instant steady, boolean roleChanges) {
        List<Instant> kept = RoleChangeRateLimit.within(round.policy, round.before.roleChanges(), steady);
        if (!roleChanges || round.before.epoch() == 0) {
            return kept; // a platform's first role is no change
        }
        List<Instant> longer = new ArrayList<>(kept);
        longer.add(steady);
        return longer;
    }
}
