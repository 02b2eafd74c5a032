package io.prontuario.testbed.peer;

import io.prontuario.testbed.ledger.Judgement;

/**
 * What one system did with one fault under load.
 *
 * @param system and its settings
 * @param scenario id of a {@link Scenario}
 * @param run counted from 1
 * @param note what the figures do not say; empty if nothing
 */
public record FaultMeasure(String system, String scenario, int run, Figures figures, String note) {
    /**
     * Numbers of writes.
     *
     * @param twoWriters acknowledged by an old writer after the first acknowledgement of a new one
     * @param gapMillis the longest time without an acknowledgement, counted from the fault on
     */
    public record Figures(
            int acknowledged, int lost, int doubled, int twoWriters, int failed, int unknown, long gapMillis) {}

    public static FaultMeasure of(String system, Scenario scenario, int run, Judgement judgement, String note) {
        Judgement.Counts counts = judgement.counts();
        Figures figures = new Figures(
                counts.acknowledged(),
                judgement.lost().size(),
                judgement.doubled().size(),
                judgement.oldWriter().size(),
                counts.failed(),
                counts.unknown(),
                judgement.gap().millis());
        return new FaultMeasure(system, scenario.id(), run, figures, note);
    }
}
