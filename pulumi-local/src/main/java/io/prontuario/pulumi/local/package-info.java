/** The on-site stack: the program and its wiring. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local;
