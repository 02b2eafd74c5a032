/** Helpers for the command line: import files, drift reports, overlays from outputs. Does not use Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.tools;
