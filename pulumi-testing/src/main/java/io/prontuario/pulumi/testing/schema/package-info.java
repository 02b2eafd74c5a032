/** Inputs and outputs of a provider's resources, read from the annotations of the SDK that programs are compiled against. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.schema;
