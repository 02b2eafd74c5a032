/** Kubernetes Secrets from Pulumi secrets. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.secrets;
