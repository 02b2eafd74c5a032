package io.prontuario.ledger;

import java.util.List;

/**
 * What became of the writes.
 *
 * @param lost acknowledged, and not there
 * @param doubled there more than once, however they ended for their client
 * @param unknown no answer told, and what the record tells
 * @param refusedButApplied the client was told that nothing was written, and it is there
 * @param oldWriter acknowledged on an older timeline after the first acknowledgement on a newer one: two writers
 */
public record Judgement(
        Counts counts,
        List<Finding> lost,
        List<Finding> doubled,
        List<UnknownWrite> unknown,
        List<Finding> refusedButApplied,
        List<Finding> oldWriter,
        Gap gap) {
    public Judgement {
        lost = List.copyOf(lost);
        doubled = List.copyOf(doubled);
        unknown = List.copyOf(unknown);
        refusedButApplied = List.copyOf(refusedButApplied);
        oldWriter = List.copyOf(oldWriter);
    }

    /** @param repeated acknowledged, but not at the first attempt */
    public record Counts(int writes, int acknowledged, int failed, int unknown, int repeated) {}

    public record Finding(String key, String kind, String detail) {}

    /** @param applied whether it is there */
    public record UnknownWrite(String key, String kind, String reason, boolean applied) {}

    /**
     * The longest time without an acknowledgement.
     *
     * @param startsAtMillis after the beginning of the judged time
     */
    public record Gap(long millis, long startsAtMillis) {}

    /** Nothing lost, nothing doubled, never two writers. */
    public boolean clean() {
        return lost.isEmpty() && doubled.isEmpty() && oldWriter.isEmpty();
    }

    /** One line for people. */
    public String brief() {
        return "writes: %,d acknowledged, %d lost, %d doubled, %d failed, %d unknown (%d of them applied), %d by an old writer; longest gap %d ms"
                .formatted(
                        counts.acknowledged(),
                        lost.size(),
                        doubled.size(),
                        counts.failed(),
                        counts.unknown(),
                        unknown.stream().filter(UnknownWrite::applied).count(),
                        oldWriter.size(),
                        gap.millis());
    }
}
