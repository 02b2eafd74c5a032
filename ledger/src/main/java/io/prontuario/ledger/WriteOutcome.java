package io.prontuario.ledger;

import org.jspecify.annotations.Nullable;

/** How a write ended, as its client saw it. */
public sealed interface WriteOutcome {
    /** @param by the database that acknowledged it; null when the answer does not tell */
    record Acknowledged(@Nullable Writer by) implements WriteOutcome {}

    /** Every attempt was refused, or could not be sent: nothing may be in the record. */
    record Failed(String reason) implements WriteOutcome {}

    /** At least one attempt was sent and got no answer that tells whether it was applied. */
    record Unknown(String reason) implements WriteOutcome {}

    /**
     * The database that answered.
     *
     * @param server its address
     * @param timeline that it wrote on; every promotion begins a higher one, so it stands for the epoch
     */
    record Writer(String server, long timeline) {}
}
