/** What the commands do, without options and layout. */
package io.prontuario.cli.action;
