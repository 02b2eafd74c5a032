package io.prontuario.continuity.model;

import java.time.Duration;
import java.util.List;

/**
 * @param next the state to record before acting
 * @param actions in order
 * @param conditions one of each type the core decides
 * @param recheckAfter when to look again, at the latest
 * @param verdicts which guards spoke and what they said, for {@code prontuario explain}
 */
public record Decision(
        State next, List<Action> actions, List<Condition> conditions, Duration recheckAfter, List<Verdict> verdicts) {
    public Decision {
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
        verdicts = List.copyOf(verdicts);
    }

    /** @param guard the guard's class name  @param allowed whether it let the change through  @param message why, for people */
    public record Verdict(String guard, boolean allowed, String message) {}
}
