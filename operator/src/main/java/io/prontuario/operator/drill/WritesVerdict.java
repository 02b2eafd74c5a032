package io.prontuario.operator.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.DrillWrites.Counts;
import io.prontuario.crds.v1alpha1.PlatformStatus.Verdict;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a drill's writes mean for its verdict. Pure.
 *
 * @param rpo empty when it was not judged
 */
record WritesVerdict(Verdict verdict, String reason, String message, Optional<Duration> rpo) {
    /** @param objective in the drill's budget */
    static WritesVerdict of(@Nullable DrillWrites writes, String objective) {
        String budget = "; the objective is " + objective;
        if (writes == null) {
            return notJudged("rpo is not judged: no writes were counted" + budget);
        }
        String message = writes.message() == null ? "rpo is not judged" : writes.message();
        return switch (writes.state()) {
                // Nothing can be lost that is not there.
            case NoRecord -> new WritesVerdict(
                    Verdict.Passed, "WithinBudget", "rpo is " + message + budget, Optional.empty());
            case NotJudged -> notJudged("rpo is " + message + budget);
            case Counting -> notJudged("rpo is not judged: the result of the writes was never recorded" + budget);
            case Judged -> judged(writes.counts(), writes, objective, message + budget);
        };
    }

    private static WritesVerdict judged(@Nullable Counts counts, DrillWrites writes, String objective, String message) {
        Optional<Duration> rpo = Optional.ofNullable(writes.rpo()).flatMap(Durations::tryParse);
        if (counts == null || rpo.isEmpty()) {
            return notJudged("rpo is not judged: status has no figures; " + message);
        }
        if (counts.byOldWriter() > 0) {
            return new WritesVerdict(Verdict.Failed, "TwoWriters", message, rpo);
        }
        if (counts.doubled() > 0) {
            return new WritesVerdict(Verdict.Failed, "WritesDoubled", message, rpo);
        }
        boolean kept = rpo.get().compareTo(Durations.parse(objective)) <= 0;
        return kept
                ? new WritesVerdict(Verdict.Passed, "WithinBudget", message, rpo)
                : new WritesVerdict(Verdict.Failed, "WritesLost", message, rpo);
    }

    private static WritesVerdict notJudged(String message) {
        return new WritesVerdict(Verdict.Aborted, "RpoNotJudged", message, Optional.empty());
    }
}
