/** Container images. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.gcp.registry;
