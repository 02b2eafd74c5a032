/** Secrets from encrypted configuration. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.secrets;
