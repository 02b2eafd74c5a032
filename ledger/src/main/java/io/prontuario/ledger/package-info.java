/**
 * A judge of writes that looks from outside: clients that write with idempotency keys and record how each write ended for them,
 * and an evaluation of that against what is in the record afterwards. All times are the client's {@link System#nanoTime()}.
 */
@NullMarked
package io.prontuario.ledger;

import org.jspecify.annotations.NullMarked;
