package io.prontuario.ledger;

import io.prontuario.ledger.Judgement.Counts;
import io.prontuario.ledger.Judgement.Finding;
import io.prontuario.ledger.Judgement.Gap;
import io.prontuario.ledger.Judgement.UnknownWrite;
import io.prontuario.ledger.WriteOutcome.Acknowledged;
import io.prontuario.ledger.WriteOutcome.Failed;
import io.prontuario.ledger.WriteOutcome.Unknown;
import io.prontuario.ledger.WriteOutcome.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Holds what clients were told against what is in the record. Pure. */
public final class Judge {
    private Judge() {}

    /**
     * @param from beginning of the judged time: the longest gap is looked for between here and {@code to}
     * @param found what the record holds, read in every way that there is; each must show what was acknowledged
     */
    public static Judgement judge(List<Write> writes, List<FoundWrites> found, long from, long to) {
        List<Finding> lost = new ArrayList<>();
        List<Finding> doubled = new ArrayList<>();
        List<Finding> refusedButApplied = new ArrayList<>();
        List<UnknownWrite> unknown = new ArrayList<>();
        for (Write write : writes) {
            List<FoundWrites> seeing =
                    found.stream().filter(source -> source.sees(write)).toList();
            seeing.stream()
                    .filter(source -> source.times(write) > 1)
                    .forEach(source ->
                            doubled.add(finding(write, source.times(write) + " times, says " + source.source())));
            if (write.outcome() instanceof Acknowledged ack) {
                seeing.stream()
                        .filter(source -> source.times(write) == 0)
                        .forEach(source -> lost.add(
                                finding(write, "not there, says " + source.source() + "; acknowledged" + by(ack))));
            } else if (write.outcome() instanceof Failed failed && applied(write, seeing)) {
                refusedButApplied.add(finding(write, failed.reason()));
            } else if (write.outcome() instanceof Unknown lacking) {
                unknown.add(new UnknownWrite(write.key(), write.kind(), lacking.reason(), applied(write, seeing)));
            }
        }
        return new Judgement(
                counts(writes), lost, doubled, unknown, refusedButApplied, oldWriter(writes), gap(writes, from, to));
    }

    private static boolean applied(Write write, List<FoundWrites> seeing) {
        return seeing.stream().anyMatch(source -> source.times(write) > 0);
    }

    private static Counts counts(List<Write> writes) {
        return new Counts(
                writes.size(),
                (int) writes.stream().filter(Write::acknowledged).count(),
                (int) writes.stream()
                        .filter(write -> write.outcome() instanceof Failed)
                        .count(),
                (int) writes.stream()
                        .filter(write -> write.outcome() instanceof Unknown)
                        .count(),
                (int) writes.stream()
                        .filter(write -> write.acknowledged() && write.attempts() > 1)
                        .count());
    }

    private static List<Finding> oldWriter(List<Write> writes) {
        List<Finding> late = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        for (Write write : byEnd(writes)) {
            Writer writer = write.outcome() instanceof Acknowledged ack ? ack.by() : null;
            if (writer == null) {
                continue;
            }
            if (writer.timeline() < newest) {
                late.add(finding(
                        write,
                        "by " + writer.server() + " on timeline " + writer.timeline() + " after the first on "
                                + newest));
            }
            newest = Math.max(newest, writer.timeline());
        }
        return late;
    }

    private static Gap gap(List<Write> writes, long from, long to) {
        long previous = from;
        long longest = 0;
        long start = from;
        List<Long> ends = new ArrayList<>(byEnd(writes).stream()
                .filter(Write::acknowledged)
                .map(write -> write.times().ended())
                .filter(end -> end > from && end < to)
                .toList());
        ends.add(to);
        for (long end : ends) {
            if (end - previous > longest) {
                longest = end - previous;
                start = previous;
            }
            previous = end;
        }
        return new Gap(TimeUnit.NANOSECONDS.toMillis(longest), TimeUnit.NANOSECONDS.toMillis(start - from));
    }

    private static List<Write> byEnd(List<Write> writes) {
        return writes.stream()
                .sorted(Comparator.comparingLong(write -> write.times().ended()))
                .toList();
    }

    private static Finding finding(Write write, String detail) {
        return new Finding(write.key(), write.kind(), detail);
    }

    private static String by(Acknowledged ack) {
        return ack.by() == null
                ? ""
                : " by " + ack.by().server() + " on timeline " + ack.by().timeline();
    }
}
