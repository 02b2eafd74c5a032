/** The record's writer: what its copies report, the decision about it, and the orders that carry it out. */
@NullMarked
package io.prontuario.operator.data;

import org.jspecify.annotations.NullMarked;
