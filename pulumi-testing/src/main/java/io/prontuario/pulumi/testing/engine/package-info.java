/** Runs the real Pulumi command line. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.testing.engine;
