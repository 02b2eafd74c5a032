package io.prontuario.host.agent.frontdoor;

import io.prontuario.host.protocol.Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last bundle that passed {@code haproxy -c} and that HAProxy did not start with. The operator repeats it at every reconcile;
 * trying it each time would start and stop workers without end. It is tried again after a minute, because the cause is on this box
 * and may have been removed.
 */
final class RejectedBundle {
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private @Nullable Bundle bundle;
    private String why = "";
    private Instant since = Instant.EPOCH;

    void remember(Bundle failed, String message, Instant now) {
        bundle = failed;
        why = message;
        since = now;
    }

    /** Why HAProxy did not start with this content within the last minute; empty when that did not happen. */
    Optional<String> recent(Bundle asked, Instant now) {
        boolean same = bundle != null && bundle.sameContent(asked) && now.isBefore(since.plus(RETRY_AFTER));
        return same ? Optional.of(why) : Optional.empty();
    }
}
