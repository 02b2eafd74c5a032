/** One class a command: it parses options, calls an action, prints the result and returns an exit code. */
package io.prontuario.cli.command;
