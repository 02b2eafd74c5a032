/** Mocks for tests of single components, as strict as the provider double. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.mocks;
