/**
 * The {@code prontuario} command: {@code command} parses options, {@code action} and {@code drill} do the work, {@code output} prints
 * the results.
 */
package io.prontuario.cli;
