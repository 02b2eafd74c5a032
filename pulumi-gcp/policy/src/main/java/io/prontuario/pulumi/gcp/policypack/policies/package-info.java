/** The policies, one class each. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.policypack.policies;
