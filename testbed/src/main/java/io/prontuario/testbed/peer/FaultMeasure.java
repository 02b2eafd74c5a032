package io.prontuario.testbed.peer;

import io.prontuario.ledger.Judgement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one system did with one fault under load.
 *
 * @param system and its settings
 * @param scenario id of a {@link Scenario}
 * @param run counted from 1
 * @param at when it began (RFC 3339)
 * @param figures null when the writes could not be judged
 * @param note what the figures do not say; empty if nothing
 * @param said what conditions that were not True, and problems in the status, said meanwhile
 */
public record FaultMeasure(
        String system,
        String scenario,
        int run,
        String at,
        @Nullable Figures figures,
        String note,
        List<String> said,
        Verdict verdict) {
    public FaultMeasure {
        // A file of an earlier version has neither.
        at = at == null ? "" : at;
        said = said == null ? List.of() : List.copyOf(said);
        verdict = verdict == null ? Verdict.failed("not judged by the version that measured") : verdict;
    }

    /**
     * Numbers of writes.
     *
     * @param twoWriters acknowledged by an old writer after the first acknowledgement of a new one
     * @param gapMillis the longest time without an acknowledgement, counted from the fault on
     */
    public record Figures(
            int acknowledged, int lost, int doubled, int twoWriters, int failed, int unknown, long gapMillis) {
        static Figures of(Judgement judgement) {
            Judgement.Counts counts = judgement.counts();
            return new Figures(
                    counts.acknowledged(),
                    judgement.lost().size(),
                    judgement.doubled().size(),
                    judgement.oldWriter().size(),
                    counts.failed(),
                    counts.unknown(),
                    judgement.gap().millis());
        }
    }

    static FaultMeasure failed(String system, Scenario scenario, int run, String at, String reason) {
        return new FaultMeasure(system, scenario.id(), run, at, null, "", List.of(), Verdict.failed(reason));
    }

    /** Whether both are the same run of the same fault of the same system. */
    boolean sameAs(FaultMeasure other) {
        return is(other.system, other.scenario, other.run);
    }

    boolean is(String ofSystem, String ofScenario, int number) {
        return system.equals(ofSystem) && scenario.equals(ofScenario) && run == number;
    }
}
