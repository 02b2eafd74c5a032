/** Helpers around stacks, for the command line: imports, drift, the overlay made from outputs. Knows nothing of Pulumi's SDK. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.tools;
