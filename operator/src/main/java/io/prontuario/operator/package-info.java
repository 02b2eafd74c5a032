/** The operator's entry point. See {@code docs/concepts/operator.md}. */
@NullMarked
package io.prontuario.operator;

import org.jspecify.annotations.NullMarked;
