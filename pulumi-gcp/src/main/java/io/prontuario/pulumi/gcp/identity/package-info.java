/** Service accounts, Workload Identity, identity federation, and emergency access. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.identity;
