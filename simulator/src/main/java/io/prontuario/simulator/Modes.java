package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;

/** What the cloud's mode means for who holds the role. */
final class Modes {
    private Modes() {}

    static boolean takenOver(Mode mode) {
        return switch (mode) {
            case EMERGENCY, OUTAGE, FAILBACK -> true;
            case FULL, DEGRADED -> false;
        };
    }
}
