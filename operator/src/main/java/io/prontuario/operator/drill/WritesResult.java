package io.prontuario.operator.drill;

import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.DrillWrites.Counts;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.Judgement.UnknownWrite;
import io.prontuario.ledger.LostPeriod;
import io.prontuario.ledger.Write;
import java.time.Duration;
import java.util.List;

/** A drill's writes as status has them. Pure. */
final class WritesResult {
    private WritesResult() {}

    /** @param from when the first write was due */
    static DrillWrites of(List<Write> writes, Judgement judged, long from) {
        if (judged.counts().acknowledged() == 0) {
            return DrillWrites.notJudged("no write was acknowledged, so that none could be lost");
        }
        Counts counts = new Counts(
                judged.counts().acknowledged(),
                judged.lost().size(),
                judged.doubled().size(),
                judged.counts().failed() - judged.refusedButApplied().size(),
                judged.counts().unknown() + judged.refusedButApplied().size(),
                (int) judged.unknown().stream().filter(UnknownWrite::applied).count()
                        + judged.refusedButApplied().size(),
                judged.oldWriter().size());
        // Up, so that a loss of less than a millisecond is not shown as none.
        Duration lost = LostPeriod.of(writes, judged, from).plusNanos(999_999);
        String rpo = Durations.format(Duration.ofMillis(lost.toMillis()));
        String gap = Durations.format(Duration.ofMillis(judged.gap().millis()));
        return new DrillWrites(DrillWrites.State.Judged, sentence(counts, rpo, gap), counts, rpo, gap);
    }

    private static String sentence(Counts counts, String rpo, String gap) {
        return counts.acknowledged() + " writes acknowledged, " + counts.lost() + " of them lost (" + rpo + "), "
                + counts.doubled() + " doubled, " + counts.failed() + " failed, " + counts.unknown()
                + " of unknown outcome (" + counts.unknownApplied() + " of them applied)"
                + (counts.byOldWriter() == 0 ? "" : ", " + counts.byOldWriter() + " acknowledged by an old writer")
                + "; longest time without an acknowledged write " + gap;
    }
}
