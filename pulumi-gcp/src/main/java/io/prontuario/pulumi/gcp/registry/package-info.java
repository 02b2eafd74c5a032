/** The container image registry. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.registry;
