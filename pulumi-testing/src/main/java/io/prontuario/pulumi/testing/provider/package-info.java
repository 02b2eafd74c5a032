/**
 * A double of a Pulumi provider, which speaks the provider protocol.
 *
 * <p>A run against the double cannot prove that the real provider or the cloud accepts a program. The double refuses only what
 * its rules list: it does not know every rule of the real provider, permissions, quotas that a test did not set, eventual
 * consistency or the time that a creation takes, and it runs no workload.
 */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.provider;
