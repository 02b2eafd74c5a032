package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import java.time.Instant;

/** An order of the drill calendar. Each may be repeated. */
sealed interface CalendarOrder {
    /** @param name of the object: derived from the slot, so that two leaders make one drill */
    record Begin(String name, String entry, Instant scheduled, FailoverDrillSpec spec) implements CalendarOrder {}

    /** The result is known: ask the drill to end. */
    record End(String name) implements CalendarOrder {}

    /** Older than the history that is kept. */
    record Delete(String name) implements CalendarOrder {}
}
