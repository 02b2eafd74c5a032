package io.prontuario.testbed.twofaults;

import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.List;

/** The demo's bars, for any two faults. Pure. */
final class RequestLimits {
    /** No box answers on the virtual address while it moves. */
    private static final Duration ADDRESS_MOVES = Duration.ofSeconds(3);

    private static final long BOTH_DIE_MILLIS = 1_500;
    private static final long ONE_DIES_MILLIS = 1_000;

    private RequestLimits() {}

    /** A fault and the time of its injection. */
    record InjectedFault(FaultKind fault, long nanos) {}

    /** Requests may fail only around the death of the box with the virtual address. */
    static StepCheck requestsAnswered(List<InjectedFault> injected, List<GetRecord> gets, SiteNames sites) {
        List<Long> moves = addressMoves(injected, sites);
        List<GetRecord> failed = gets.stream()
                .filter(GetRecord::failed)
                .filter(get -> moves.stream().noneMatch(move -> excused(get, move)))
                .toList();
        return new StepCheck(
                "GETs answered",
                !gets.isEmpty() && failed.isEmpty(),
                failed.size() + " of " + gets.size() + " failed"
                        + (moves.isEmpty()
                                ? ""
                                : " outside the " + ADDRESS_MOVES.toSeconds() + " s in which the address moves")
                        + (failed.isEmpty()
                                ? ""
                                : "; the first: " + failed.get(0).outcome()));
    }

    /** From the end of the faults until everything is as before, no request fails. */
    static StepCheck recovery(List<GetRecord> gets) {
        List<GetRecord> failed = gets.stream().filter(GetRecord::failed).toList();
        return new StepCheck(
                "way back",
                failed.isEmpty(),
                failed.size() + " of " + gets.size() + " failed"
                        + (failed.isEmpty()
                                ? ""
                                : "; the first: " + failed.get(0).outcome()));
    }

    /** The slowest answer that a fault may cost, in milliseconds. */
    static long slowestLimit(DrillPlan drill, List<InjectedFault> injected, SiteNames sites) {
        if (!addressMoves(injected, sites).isEmpty()) {
            return ADDRESS_MOVES.toMillis();
        }
        return drill.bothHostsDie() ? BOTH_DIE_MILLIS : ONE_DIES_MILLIS;
    }

    /** When the holder of the address fell silent. The edge holds it first, then the primary, then the secondary. */
    static List<Long> addressMoves(List<InjectedFault> injected, SiteNames sites) {
        List<String> order = new java.util.ArrayList<>(List.of(sites.edge(), sites.primary(), sites.secondary()));
        List<Long> moves = new java.util.ArrayList<>();
        for (InjectedFault each : injected) {
            String box = each.fault().box(sites).orElse("");
            if (!order.isEmpty() && order.get(0).equals(box)) {
                moves.add(each.nanos());
            }
            order.remove(box);
        }
        return moves;
    }

    private static boolean excused(GetRecord get, long move) {
        boolean openThen = get.intendedNanos() < move && get.finishedNanos() >= move;
        boolean whileItMoves = get.intendedNanos() >= move && get.intendedNanos() <= move + ADDRESS_MOVES.toNanos();
        return openThen || whileItMoves;
    }
}
