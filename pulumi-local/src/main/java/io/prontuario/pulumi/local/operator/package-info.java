/** Installation of the operator. */
@org.jspecify.annotations.NullMarked
package io.prontuario.pulumi.local.operator;
