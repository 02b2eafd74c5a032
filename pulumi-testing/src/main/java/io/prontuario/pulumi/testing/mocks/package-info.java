/** Mocks for tests of components; they check inputs in the same way as the provider double. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.mocks;
