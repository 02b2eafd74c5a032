/** Names, labels and helpers that the components share. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.common;
