package io.prontuario.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a schedule that breaks something as small and as round as it can be while it still breaks it. */
final class Shrinker {
    private Shrinker() {}

    static Schedule shrink(Schedule broken, Predicate<Schedule> stillBreaks) {
        Schedule smallest = broken;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Schedule candidate : candidates(smallest)) {
                if (stillBreaks.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Fewer faults first, then rounder times, then a shorter run; each strictly smaller than what it comes from. */
    private static List<Schedule> candidates(Schedule from) {
        List<Schedule> candidates = new ArrayList<>();
        for (int i = 0; i < from.faults().size(); i++) {
            List<Fault> fewer = new ArrayList<>(from.faults());
            fewer.remove(i);
            candidates.add(from.withFaults(fewer));
        }
        for (int i = 0; i < from.faults().size(); i++) {
            for (long unit : new long[] {60_000, 10_000, 1000}) {
                Fault fault = from.faults().get(i);
                long at = fault.at() - fault.at() % unit;
                long length = fault.length() - fault.length() % unit;
                if (at != fault.at() && at > 0) {
                    candidates.add(replaced(
                            from, i, new Fault(at, fault.kind(), fault.node(), fault.other(), fault.length())));
                }
                if (length != fault.length() && length != 0) {
                    candidates.add(replaced(
                            from, i, new Fault(fault.at(), fault.kind(), fault.node(), fault.other(), length)));
                }
            }
        }
        long shorter = from.length() / 2;
        boolean fits = from.faults().stream().allMatch(fault -> fault.at() < shorter);
        if (shorter >= 60_000 && fits) {
            candidates.add(new Schedule(from.seed(), shorter, from.faults()));
        }
        return candidates;
    }

    private static Schedule replaced(Schedule from, int index, Fault fault) {
        List<Fault> faults = new ArrayList<>(from.faults());
        faults.set(index, fault);
        return from.withFaults(faults);
    }
}
