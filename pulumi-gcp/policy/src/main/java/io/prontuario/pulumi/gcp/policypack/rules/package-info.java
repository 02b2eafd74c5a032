/** One class per rule. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.policypack.rules;
