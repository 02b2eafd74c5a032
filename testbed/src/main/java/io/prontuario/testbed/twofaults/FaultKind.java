package io.prontuario.testbed.twofaults;

import io.prontuario.testbed.demo.FaultInjector;
import io.prontuario.testbed.demo.SiteNames;
import java.util.Locale;
import java.util.Optional;

/** One thing that can happen to the test bed. */
enum FaultKind {
    KILL_PRIMARY,
    KILL_SECONDARY,
    KILL_EDGE,
    FREEZE_PRIMARY,
    FREEZE_SECONDARY,
    CUT_CLOUD;

    /** @return when it was injected, on the clock of {@link System#nanoTime()} */
    long inject(FaultInjector faults, SiteNames sites) {
        if (this == CUT_CLOUD) {
            long before = System.nanoTime();
            faults.cut(sites.edge(), sites.cloud());
            return before;
        }
        String box = box(sites).orElseThrow();
        if (kills()) {
            return faults.kill(box);
        }
        long before = System.nanoTime();
        faults.freeze(box);
        return before;
    }

    /** The box that no longer answers; empty when every box lives. */
    Optional<String> box(SiteNames sites) {
        return switch (this) {
            case KILL_PRIMARY, FREEZE_PRIMARY -> Optional.of(sites.primary());
            case KILL_SECONDARY, FREEZE_SECONDARY -> Optional.of(sites.secondary());
            case KILL_EDGE -> Optional.of(sites.edge());
            case CUT_CLOUD -> Optional.empty();
        };
    }

    /** Whether its box must be switched on again; everything else is healed. */
    boolean kills() {
        return this == KILL_PRIMARY || this == KILL_SECONDARY || this == KILL_EDGE;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
