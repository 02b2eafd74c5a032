/**
 * The two deciders. {@link io.prontuario.continuity.decide.FailoverDecider} decides which site is active;
 * {@link io.prontuario.continuity.decide.WriteAuthority} decides which database may write, and is called after it. Pure functions: no
 * I/O, no clock, no logger.
 */
package io.prontuario.continuity.decide;
