/** Failover tests on a real platform: plan, refuse, begin, watch from outside, end, and keep the evidence. */
@NullMarked
package io.prontuario.cli.drill;

import org.jspecify.annotations.NullMarked;
