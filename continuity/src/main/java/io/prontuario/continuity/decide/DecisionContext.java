package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One round's inputs, and the verdicts collected on the way. */
final class DecisionContext {
    final Set<SafetyRule> guards;
    final Policy policy;
    final State before;
    final Observation seen;
    final Instant now;
    private final List<Verdict> verdicts = new ArrayList<>(4);

    DecisionContext(Set<SafetyRule> guards, Policy policy, State before, Observation seen, Instant now) {
        this.guards = guards;
        this.policy = policy;
        this.before = before;
        this.seen = seen;
        this.now = now;
    }

    /** A guard held something back. */
    void held(Class<?> guard, String message) {
        verdicts.add(new Verdict(guard.getSimpleName(), false, message));
    }

    /** A guard was asked and let something through. */
    void allowed(Class<?> guard, String message) {
        verdicts.add(new Verdict(guard.getSimpleName(), true, message));
    }

    void add(List<Verdict> more) {
        verdicts.addAll(more);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }
}
