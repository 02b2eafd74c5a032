package io.prontuario.simulator;

/**
 * An invariant that did not hold.
 *
 * @param invariant its name
 * @param at milliseconds from the start
 * @param message what was seen
 */
public record Violation(String invariant, long at, String message) {}
