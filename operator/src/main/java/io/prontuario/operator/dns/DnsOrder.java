package io.prontuario.operator.dns;

import io.prontuario.continuity.model.DnsTarget;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the leader's last recorded decision points the name.
 *
 * @param target empty: the decision names none, and the record stays as it is
 * @param since on the clock of {@link System#nanoTime()}
 */
record DnsOrder(Optional<DnsTarget> target, long since) {
    /** A leader repeats its order at every pass; an older one is of a process that no longer leads. */
    static final Duration VALID = Duration.ofSeconds(30);

    boolean isValid() {
        return System.nanoTime() - since < VALID.toNanos();
    }
}
