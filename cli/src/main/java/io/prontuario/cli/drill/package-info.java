/** Failover tests on a real platform: plan, precondition, fault, measurement from outside, undo, evidence. */
@NullMarked
package io.prontuario.cli.drill;

import org.jspecify.annotations.NullMarked;
