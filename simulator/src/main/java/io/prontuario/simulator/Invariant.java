package io.prontuario.simulator;

import java.util.Optional;

/** Something that must hold in every run. Remembers its first violation. */
abstract class Invariant implements Watcher {
    private Optional<Violation> first = Optional.empty();

    /** Its name, the class's. */
    final String name() {
        return getClass().getSimpleName();
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
