/**
 * The deciders on a platform in virtual time: hosts, links, front doors, operators with leases, databases. Every run is watched by the
 * checks of every {@link io.prontuario.simulator.Invariant}; the same seed gives the same bytes.
 */
package io.prontuario.simulator;
