package io.prontuario.continuity.model;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of one failover decision.
 *
 * @param next the state to record before acting
 * @param actions in order
 * @param conditions one of each type that the failover decider owns
 * @param requeueAfter when to decide again, at the latest
 * @param verdicts which rules took part and what they said, for {@code prontuario explain}
 * @param outcome what the write authority is told of this decision
 */
public record Decision(
        State next,
        List<Action> actions,
        List<Condition> conditions,
        Duration requeueAfter,
        List<Verdict> verdicts,
        FailoverOutcome outcome) {
    public Decision {
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
        verdicts = List.copyOf(verdicts);
    }

    /** @param allowed false: the rule blocked a change  @param message why, for people */
    public record Verdict(SafetyRule rule, boolean allowed, String message) {}
}
