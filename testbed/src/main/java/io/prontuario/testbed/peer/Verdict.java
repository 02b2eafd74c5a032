package io.prontuario.testbed.peer;

import io.prontuario.testbed.peer.Bar.Saying;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether the bar was kept.
 *
 * @param reason why not; empty when it was
 */
public record Verdict(Outcome outcome, String reason) {
    /** What a measure showed. */
    public enum Outcome {
        KEPT,
        NOT_KEPT,
        /** It could not be played to its end. */
        FAILED
    }

    static Verdict failed(String reason) {
        return new Verdict(Outcome.FAILED, reason);
    }

    /** @param refused whether writes stood still until what had died returned @param said by conditions and status */
    static Verdict of(Bar bar, Figures figures, boolean refused, List<String> said) {
        List<String> missed = new ArrayList<>();
        count(missed, figures.lost(), "acknowledged writes lost");
        count(missed, figures.doubled(), "writes doubled");
        count(missed, figures.twoWriters(), "acknowledged by an old writer after a new one");
        bar.worst()
                .map(Duration::toMillis)
                .filter(worst -> figures.gapMillis() > worst)
                .ifPresent(worst -> missed.add(String.format(
                        Locale.ROOT, "gap %.1f s, more than %.1f s", figures.gapMillis() / 1000.0, worst / 1000.0)));
        if (bar.saying() == Saying.A_REFUSAL && refused && said.isEmpty()) {
            missed.add("writes stood still, and nothing said why");
        }
        if (bar.saying() == Saying.A_FULL_DISK && said.stream().noneMatch(Verdict::namesAFullDisk)) {
            missed.add("nothing said that a disk was full");
        }
        if (bar.saying() == Saying.A_WRONG_CLOCK
                && said.stream().noneMatch(sentence -> sentence.contains("its clock is"))) {
            missed.add("nothing said that a clock was wrong");
        }
        return missed.isEmpty()
                ? new Verdict(Outcome.KEPT, "")
                : new Verdict(Outcome.NOT_KEPT, String.join("; ", missed));
    }

    private static boolean namesAFullDisk(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        return text.contains("disk") && (text.contains("full") || text.contains("no space"));
    }

    private static void count(List<String> missed, int number, String what) {
        if (number > 0) {
            missed.add(number + " " + what);
        }
    }
}
