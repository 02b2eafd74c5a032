package io.prontuario.testbed.benchmark;

import io.prontuario.testbed.load.GetRecord;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one system did with one failure.
 *
 * @param system whose
 * @param step the failure's name
 * @param run counted from 1
 * @param outageMillis the longest time without any answer after the fault
 * @param statusMillis from the fault to the required status; -1 where there is none
 */
public record Measurement(
        String system,
        String step,
        int run,
        int requests,
        int failed,
        long slowestMillis,
        long outageMillis,
        long statusMillis) {
    /** @param faultNanos the outage is looked for from here on */
    public static Measurement of(String system, String step, int run, long faultNanos, List<GetRecord> gets) {
        return new Measurement(
                system,
                step,
                run,
                gets.size(),
                (int) gets.stream().filter(GetRecord::failed).count(),
                millis(gets.stream()
                        .filter(get -> !get.failed())
                        .mapToLong(GetRecord::latencyNanos)
                        .max()
                        .orElse(0)),
                millis(longestGap(faultNanos, gets)),
                -1);
    }

    /**
     * Between answers, and from the last answer to the last request's end: an outage that has not ended counts, too.
     */
    private static long longestGap(long faultNanos, List<GetRecord> gets) {
        List<GetRecord> byEnd = gets.stream()
                .sorted(Comparator.comparingLong(GetRecord::finishedNanos))
                .toList();
        long previous = faultNanos;
        long longest = 0;
        for (GetRecord get : byEnd) {
            if (get.finishedNanos() > previous) {
                longest = Math.max(longest, get.finishedNanos() - previous);
                previous = get.failed() ? previous : get.finishedNanos();
            }
        }
        return longest;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
