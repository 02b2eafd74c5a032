/** What the commands do, without a word about options or layout. */
package io.prontuario.cli.action;
