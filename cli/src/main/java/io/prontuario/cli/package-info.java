/** The {@code prontuario} command. {@code command} parses, {@code action} does, {@code output} prints. */
package io.prontuario.cli;
