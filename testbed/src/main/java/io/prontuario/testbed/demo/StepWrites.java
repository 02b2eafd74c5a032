package io.prontuario.testbed.demo;

import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Judgement;
import io.prontuario.testbed.load.Load;
import io.prontuario.testbed.load.MixSummary;
import java.util.List;

/**
 * What users did during a step, beside the reads.
 *
 * @param judgement of their writes, by the ledger
 * @param users their requests by kind
 */
public record StepWrites(Judgement judgement, List<MixSummary.Row> users) {
    public StepWrites {
        users = List.copyOf(users);
    }

    /** @param found what the record held when the load had ended */
    static StepWrites of(Load load, List<FoundWrites> found, StepResult.Window window) {
        return new StepWrites(
                Judge.judge(load.writes().due(window.from(), window.to()), found, window.from(), window.to()),
                MixSummary.of(load.log().mix(window.from(), window.to())));
    }

    /** That the ledger found nothing lost, nothing doubled and never two writers. */
    StepCheck check() {
        return new StepCheck("writes", judgement.clean(), judgement.brief());
    }
}
