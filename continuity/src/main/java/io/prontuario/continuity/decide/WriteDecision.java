package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Decision.Verdict;
import io.prontuario.continuity.model.WriteAction;
import io.prontuario.continuity.model.WriterEpoch;
import java.util.List;

/**
 * @param next to be recorded before anything is acted on
 * @param actions in order; none while nothing can be recorded
 * @param verdicts which guards spoke
 */
public record WriteDecision(WriterEpoch next, List<WriteAction> actions, List<Verdict> verdicts) {
    public WriteDecision {
        actions = List.copyOf(actions);
        verdicts = List.copyOf(verdicts);
    }
}
