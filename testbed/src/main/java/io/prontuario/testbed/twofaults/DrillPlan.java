package io.prontuario.testbed.twofaults;

import io.prontuario.testbed.demo.SiteNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One drill: two faults, so far apart, and how long both last. The same seed and number give the same drill.
 *
 * @param gap between the first and the second
 * @param hold from the second to the end of both
 */
record DrillPlan(int number, FaultKind first, FaultKind second, Duration gap, Duration hold) {
    /** A box that joins the front door's addresses late enough to have been looked at, or not at all. */
    private static final int GAP_MILLIS = 20_000;

    private static final int SHORTEST_HOLD_MILLIS = 20_000;
    private static final int MORE_HOLD_MILLIS = 15_000;

    static DrillPlan of(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        List<FaultKind[]> pairs = pairs();
        FaultKind[] pair = pairs.get(random.nextInt(pairs.size()));
        return new DrillPlan(
                number,
                pair[0],
                pair[1],
                Duration.ofMillis(random.nextInt(GAP_MILLIS)),
                Duration.ofMillis(SHORTEST_HOLD_MILLIS + random.nextInt(MORE_HOLD_MILLIS)));
    }

    /** Every ordered pair that leaves something to serve at once. */
    static List<FaultKind[]> pairs() {
        List<FaultKind[]> pairs = new ArrayList<>();
        for (FaultKind first : FaultKind.values()) {
            for (FaultKind second : FaultKind.values()) {
                if (first != second && somethingServesAtOnce(first, second)) {
                    pairs.add(new FaultKind[] {first, second});
                }
            }
        }
        return pairs;
    }

    /**
     * A frozen host accepts connections and answers nothing. With the other host down as well, the operator decides
     * after {@code unreadyAfter} and the front door does not act at once, so such a pair has no limit here.
     */
    private static boolean somethingServesAtOnce(FaultKind first, FaultKind second) {
        return !(hitsHost(first) && hitsHost(second)) || first.kills() && second.kills();
    }

    private static boolean hitsHost(FaultKind fault) {
        return fault != FaultKind.KILL_EDGE && fault != FaultKind.CUT_CLOUD;
    }

    List<FaultKind> faults() {
        return List.of(first, second);
    }

    /** The boxes to be switched on again. */
    List<String> killed(SiteNames sites) {
        return faults().stream()
                .filter(FaultKind::kills)
                .flatMap(fault -> fault.box(sites).stream())
                .toList();
    }

    /** Whether every host is gone, so that the cloud serves. */
    boolean bothHostsDie() {
        return faults().containsAll(List.of(FaultKind.KILL_PRIMARY, FaultKind.KILL_SECONDARY));
    }

    String title() {
        return "%02d-%s-%s".formatted(number, first.title(), second.title());
    }
}
