package io.prontuario.simulator;

import java.util.Optional;

/** Checks one invariant in one run, and remembers the first violation. */
abstract class InvariantCheck implements Watcher {
    private final Invariant invariant;
    private Optional<Violation> first = Optional.empty();

    InvariantCheck(Invariant invariant) {
        this.invariant = invariant;
    }

    final String name() {
        return invariant.toString();
    }

    final void violated(long at, String message) {
        if (first.isEmpty()) {
            first = Optional.of(new Violation(name(), at, message));
        }
    }

    final Optional<Violation> violation() {
        return first;
    }
}
