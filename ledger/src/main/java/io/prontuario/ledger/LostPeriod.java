package io.prontuario.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The recovery point: the period whose acknowledged writes are gone. Pure. */
public final class LostPeriod {
    private LostPeriod() {}

    /**
     * From the last acknowledgement that was kept before the first loss, to the last acknowledgement that was lost. Zero when nothing
     * is lost.
     *
     * @param from when the first write was due: a loss with nothing kept before it counts from here
     */
    public static Duration of(List<Write> writes, Judgement judged, long from) {
        Set<String> lost = judged.lost().stream().map(Judgement.Finding::key).collect(Collectors.toSet());
        if (lost.isEmpty()) {
            return Duration.ZERO;
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Write write : writes) {
            if (lost.contains(write.key())) {
                first = Math.min(first, write.times().ended());
                last = Math.max(last, write.times().ended());
            }
        }
        long kept = from;
        for (Write write : writes) {
            if (write.acknowledged()
                    && !lost.contains(write.key())
                    && write.times().ended() < first) {
                kept = Math.max(kept, write.times().ended());
            }
        }
        return Duration.ofNanos(last - kept);
    }
}
