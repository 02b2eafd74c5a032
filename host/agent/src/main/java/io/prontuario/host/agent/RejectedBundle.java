package io.prontuario.host.agent;

import io.prontuario.host.protocol.Bundle;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last bundle that HAProxy would check but not run. The operator sends it again at every reconcile: trying it every
 * time would start and stop workers without end. After a while it is tried again, because the cause is on this box.
 */
final class RejectedBundle {
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);

    private @Nullable Bundle bundle;
    private String why = "";
    private Instant since = Instant.EPOCH;

    void remember(Bundle failed, String message, Instant now) {
        bundle = failed;
        why = message;
        since = now;
    }

    /** Why this content was not started a short while ago, or empty. */
    Optional<String> recent(Bundle asked, Instant now) {
        boolean same = bundle != null && bundle.sameContent(asked) && now.isBefore(since.plus(TRY_AGAIN));
        return same ? Optional.of(why) : Optional.empty();
    }
}
