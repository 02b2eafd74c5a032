/** One class per command: parses, calls an action, returns an exit code. */
package io.prontuario.cli.command;
