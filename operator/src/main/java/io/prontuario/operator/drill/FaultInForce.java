package io.prontuario.operator.drill;

import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fault that is in force in this process, and whether its traces are gone. The deadline is checked against this process's
 * clock alone, so that neither a dead runner nor an unreachable API server prolongs a fault. Thread-safe.
 */
final class FaultInForce {
    /** One pass carries out routes and objects; the second one has seen that the first succeeded. */
    private static final int PASSES_TO_RESTORE = 2;

    private final Clock clock;
    private @Nullable ActiveFault active;
    /** Passes in a row that carried out everything, without a fault. */
    private int wholePasses;

    FaultInForce(Clock clock) {
        this.clock = clock;
    }

    synchronized Fault fault() {
        return active == null || !clock.instant().isBefore(active.deadline()) ? Fault.none() : active.fault();
    }

    /** @return whether no fault was in force */
    synchronized boolean begin(ActiveFault fault) {
        if (active != null) {
            return false;
        }
        active = fault;
        return true;
    }

    /** The drill has ended. */
    synchronized void end() {
        active = null;
        wholePasses = 0;
    }

    /** @return whether a fault was in force whose drill was deleted; it is no longer */
    synchronized boolean endUnless(Set<String> uids) {
        if (active == null || uids.contains(active.uid())) {
            return false;
        }
        active = null;
        return true;
    }

    /** A pass has carried out everything it had to, with this fault in force. */
    synchronized void passed(Fault carried) {
        wholePasses = carried.hosts().isEmpty() ? wholePasses + 1 : 0;
    }

    synchronized boolean restored() {
        return wholePasses >= PASSES_TO_RESTORE;
    }
}
