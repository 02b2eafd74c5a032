/** The on-site stack: the program and its components. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local;
