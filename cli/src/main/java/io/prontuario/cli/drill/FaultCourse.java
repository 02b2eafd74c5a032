package io.prontuario.cli.drill;

import java.time.Instant;
import java.util.Optional;

/**
 * The course of a fault, as the runner saw it.
 *
 * @param injected when it was in force
 * @param ended when the runner began to undo it
 * @param restoredAt when nothing of it was left; empty when that was not confirmed
 * @param aborted why the test was ended early
 * @param notUndone why the runner's own fault could not be undone
 */
record FaultCourse(
        Instant injected,
        Instant ended,
        Optional<String> restoredAt,
        Optional<String> aborted,
        Optional<String> notUndone) {}
