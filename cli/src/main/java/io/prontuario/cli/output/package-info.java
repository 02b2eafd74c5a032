/** How results look: tables for people, JSON and YAML for programs. */
package io.prontuario.cli.output;
