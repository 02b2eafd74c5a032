/** What a provider's resources take and give, read from the SDK that programs are compiled against. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.schema;
