/** The policy pack: one class per rule, and the server that the engine asks. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.policypack;
