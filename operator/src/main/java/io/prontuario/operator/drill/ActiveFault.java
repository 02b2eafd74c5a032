package io.prontuario.operator.drill;

import java.time.Instant;

/**
 * A fault and until when it is in force.
 *
 * @param uid of the drill
 * @param deadline from then on it is not, whatever else happens
 */
record ActiveFault(String uid, Fault fault, Instant deadline) {}
