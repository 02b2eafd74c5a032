/** The model checker of the write authority: every order of events within bounds, and random walks beyond them. */
package io.prontuario.simulator.modelcheck;
