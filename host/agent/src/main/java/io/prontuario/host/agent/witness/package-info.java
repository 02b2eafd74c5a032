/** The WAL witness: it keeps what the record's writer sends, counts as a copy, and can be told to accept nothing more. */
@NullMarked
package io.prontuario.host.agent.witness;

import org.jspecify.annotations.NullMarked;
