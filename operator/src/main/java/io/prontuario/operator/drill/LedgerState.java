package io.prontuario.operator.drill;

import io.prontuario.crds.v1alpha1.DrillWrites;

/** What this process knows of the writes of one drill. */
sealed interface LedgerState {
    /** This process makes none for this drill: it has not begun to, or another one did. */
    record Absent() implements LedgerState {}

    /** No write has been acknowledged yet. */
    record Starting() implements LedgerState {}

    /** Writes are acknowledged: a fault may begin. */
    record Counting() implements LedgerState {}

    /** No further write begins; those under way end, and the record is read. */
    record Judging() implements LedgerState {}

    /** The result, which may be that there is none. */
    record Known(DrillWrites writes) implements LedgerState {}
}
