package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import java.time.Instant;

/** What the calendar wants done. Each may be repeated. */
sealed interface CalendarOrder {
    /** @param name of the object: made from the slot, so that a second leader makes no second drill */
    record Begin(String name, String entry, Instant scheduled, FailoverDrillSpec spec) implements CalendarOrder {}

    /** Its result is known. */
    record End(String name) implements CalendarOrder {}

    /** Beyond the history that is kept. */
    record Forget(String name) implements CalendarOrder {}
}
