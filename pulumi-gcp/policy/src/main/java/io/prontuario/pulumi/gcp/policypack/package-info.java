/** The policy pack: its policies, and the analyzer server that the engine calls. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.policypack;
