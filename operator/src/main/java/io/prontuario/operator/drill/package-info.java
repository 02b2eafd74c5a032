/** Failover drills: their faults, their preconditions, their calendar, and their end at a deadline. */
@NullMarked
package io.prontuario.operator.drill;

import org.jspecify.annotations.NullMarked;
