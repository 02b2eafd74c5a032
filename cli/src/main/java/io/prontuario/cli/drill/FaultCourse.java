package io.prontuario.cli.drill;

import io.prontuario.crds.v1alpha1.DrillWrites;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The course of a fault, as the runner saw it.
 *
 * @param injected when it was in force
 * @param ended when the runner began to undo it
 * @param restoredAt when nothing of it was left; empty when that was not confirmed
 * @param aborted why the test was ended early
 * @param notUndone why the runner's own fault could not be undone
 * @param writes what the operator says about its writes to the record meanwhile
 */
record FaultCourse(
        Instant injected,
        Instant ended,
        Optional<String> restoredAt,
        Optional<String> aborted,
        Optional<String> notUndone,
        @Nullable DrillWrites writes) {}
