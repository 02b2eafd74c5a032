package io.prontuario.continuity.model;

import java.util.List;

/**
 * The outcome of one decision about the writer.
 *
 * @param next to record before anything is acted on
 * @param actions in order; none while nothing can be recorded
 * @param conditions WriterSafe and DataProtected
 * @param verdicts which rules took part and what they said
 */
public record WriteDecision(
        WriterEpoch next, List<WriteAction> actions, List<Condition> conditions, List<Decision.Verdict> verdicts) {
    public WriteDecision {
        actions = List.copyOf(actions);
        conditions = List.copyOf(conditions);
        verdicts = List.copyOf(verdicts);
    }
}
