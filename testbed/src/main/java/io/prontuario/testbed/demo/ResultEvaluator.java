package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import io.prontuario.testbed.load.StreamRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates the evidence of a step. Pure. */
public final class ResultEvaluator {
    private ResultEvaluator() {}

    public static StepResult evaluate(Step step, StepEvidence seen) {
        List<StepCheck> checks = new ArrayList<>();
        checks.add(requestsAnswered(step, seen));
        checks.add(onlyDyingStreamsBroke(seen));
        step.statusWithin().ifPresent(limit -> checks.add(statusInTime(limit.toMillis(), seen)));
        checks.addAll(seen.checks());
        return new StepResult(
                step,
                new StepResult.Figures(
                        seen.gets().size(),
                        (int) seen.gets().stream().filter(GetRecord::failed).count(),
                        slowestMillis(seen),
                        (int) seen.streams().stream().filter(s -> !s.complete()).count(),
                        routedMillis(seen),
                        statusMillis(seen)),
                checks);
    }

    private static StepCheck requestsAnswered(Step step, StepEvidence seen) {
        long graceEnds = seen.faultNanos() + step.failureGrace().toNanos();
        List<GetRecord> failed = seen.gets().stream()
                .filter(GetRecord::failed)
                .filter(get -> step.failureGrace().isZero()
                        || get.intendedNanos() < seen.faultNanos()
                        || get.intendedNanos() > graceEnds)
                .filter(get -> !(openAcross(get, seen) && seen.frontDoorDies()))
                .toList();
        if (seen.gets().isEmpty()) {
            return new StepCheck("GETs answered", false, "no GET was sent");
        }
        String of = failed.size() + " of " + seen.gets().size() + " failed"
                + (step.failureGrace().isZero()
                        ? ""
                        : " outside the " + step.failureGrace().toSeconds() + " s after the fault");
        return new StepCheck("GETs answered", failed.isEmpty(), failed.isEmpty() ? of : of + ": " + kinds(failed));
    }

    /** A connection that was open through the dying front door gets no answer. */
    private static boolean openAcross(GetRecord get, StepEvidence seen) {
        return get.intendedNanos() < seen.faultNanos() && get.finishedNanos() >= seen.faultNanos();
    }

    static String kinds(List<GetRecord> failed) {
        Map<String, Long> kinds = failed.stream()
                .map(get -> (ReadResult.Failed) get.outcome())
                .collect(Collectors.groupingBy(
                        f -> f.kind() + " (" + f.detail() + ")", TreeMap::new, Collectors.counting()));
        return kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .map(e -> e.getValue() + " × " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    private static StepCheck onlyDyingStreamsBroke(StepEvidence seen) {
        List<StreamRecord> broken =
                seen.streams().stream().filter(s -> !s.complete()).toList();
        List<StreamRecord> wrongly =
                broken.stream().filter(s -> !mayBreak(s, seen)).toList();
        String detail = broken.size() + " of " + seen.streams().size() + " streams broke"
                + (broken.isEmpty() ? "" : ", " + (broken.size() - wrongly.size()) + " of them open on the dying site");
        if (!wrongly.isEmpty()) {
            StreamRecord first = wrongly.get(0);
            detail += "; should not have: #" + first.number() + " on " + first.site() + ", due "
                    + TimeUnit.NANOSECONDS.toMillis(first.openedNanos() - seen.faultNanos()) + " ms after the fault: "
                    + first.detail();
        }
        return new StepCheck("streams", wrongly.isEmpty(), detail);
    }

    /** A stream without response headers at the fault was waiting for the site that died: requests went there. */
    private static boolean mayBreak(StreamRecord stream, StepEvidence seen) {
        boolean onDying =
                stream.site() == null ? !seen.dying().isEmpty() : seen.dying().contains(stream.site());
        boolean openThen = stream.openedNanos() <= seen.lastFaultNanos() && stream.endedNanos() > seen.faultNanos();
        return openThen && (onDying || seen.frontDoorDies());
    }

    private static StepCheck statusInTime(long limitMillis, StepEvidence seen) {
        Long millis = statusMillis(seen);
        return new StepCheck(
                "status",
                millis != null && millis <= limitMillis,
                millis == null
                        ? "the required status was not seen (limit " + limitMillis + " ms)"
                        : "seen after " + millis + " ms (limit " + limitMillis + " ms)");
    }

    private static @Nullable Long statusMillis(StepEvidence seen) {
        return seen.statusNanos().isPresent()
                ? TimeUnit.NANOSECONDS.toMillis(seen.statusNanos().getAsLong() - seen.faultNanos())
                : null;
    }

    private static long slowestMillis(StepEvidence seen) {
        return TimeUnit.NANOSECONDS.toMillis(seen.gets().stream()
                .filter(get -> !get.failed())
                .mapToLong(GetRecord::latencyNanos)
                .max()
                .orElse(0));
    }

    private static long routedMillis(StepEvidence seen) {
        List<GetRecord> answers = seen.gets().stream()
                .filter(get -> !get.failed())
                .sorted(Comparator.comparingLong(GetRecord::finishedNanos))
                .toList();
        if (lastAnswerBefore(seen, answers)) {
            for (GetRecord answer : answers) {
                if (answer.finishedNanos() > seen.faultNanos() && !seen.dying().contains(site(answer))) {
                    return TimeUnit.NANOSECONDS.toMillis(answer.finishedNanos() - seen.faultNanos());
                }
            }
        }
        return longestGapMillis(seen, answers);
    }

    /** Whether the last answer before the fault came from a site that then died: only then must the route move. */
    private static boolean lastAnswerBefore(StepEvidence seen, List<GetRecord> answers) {
        GetRecord last = null;
        for (GetRecord answer : answers) {
            if (answer.finishedNanos() <= seen.faultNanos()) {
                last = answer;
            }
        }
        return last != null && seen.dying().contains(site(last));
    }

    private static long longestGapMillis(StepEvidence seen, List<GetRecord> answers) {
        long previous = seen.faultNanos();
        long longest = 0;
        for (GetRecord answer : answers) {
            if (answer.finishedNanos() > seen.faultNanos()) {
                longest = Math.max(longest, answer.finishedNanos() - previous);
                previous = answer.finishedNanos();
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(longest);
    }

    static String site(GetRecord answer) {
        return answer.outcome() instanceof ReadResult.Answered answered ? answered.site() : "";
    }
}
