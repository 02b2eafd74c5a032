/** Results as text for people, and as JSON or YAML for programs. */
package io.prontuario.cli.output;
