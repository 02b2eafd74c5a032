package io.prontuario.operator.drill;

/**
 * Why a drill may not begin or continue.
 *
 * @param reason in CamelCase
 * @param message field, what is wrong, what to do
 */
public record DrillProblem(String reason, String message) {}
