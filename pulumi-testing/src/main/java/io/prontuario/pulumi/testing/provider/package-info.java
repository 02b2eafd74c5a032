/** A provider double that speaks the real protocol and refuses what the real one refuses. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.provider;
