/** Rehearsed failures: what one means here, whether it may begin, and that it ends by itself. */
@NullMarked
package io.prontuario.operator.drill;

import org.jspecify.annotations.NullMarked;
