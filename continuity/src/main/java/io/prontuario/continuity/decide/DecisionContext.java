package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.rules.FailoverRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The inputs of one decision, which no phase changes, and the log of what the rules said. */
final class DecisionContext {
    final FailoverRules rules;
    final Policy policy;
    final State before;
    final Observation observation;
    final Instant now;
    private final List<Verdict> verdicts = new ArrayList<>(4);

    DecisionContext(FailoverRules rules, Policy policy, State before, Observation observation, Instant now) {
        this.rules = rules;
        this.policy = policy;
        this.before = before;
        this.observation = observation;
        this.now = now;
    }

    boolean onSite() {
        return policy.operatorRole() == OperatorRole.ONSITE;
    }

    boolean paused() {
        return rules.pause.paused(policy, now);
    }

    /** In manual mode a person moves the active site. */
    boolean manualFailover() {
        return rules.manualMode.blocksFailover(policy, before.epoch());
    }

    /** Whether the allowed number of role changes is used up. */
    boolean rateLimited(Instant steady) {
        return !rules.rateLimit.allows(policy, before.roleChanges(), steady);
    }

    /** A rule blocked a change. */
    void blocked(SafetyRule rule, String message) {
        verdicts.add(new Verdict(rule, false, message));
    }

    /** A rule was asked and let a change through. */
    void allowed(SafetyRule rule, String message) {
        verdicts.add(new Verdict(rule, true, message));
    }

    List<Verdict> verdicts() {
        return verdicts;
    }
}
