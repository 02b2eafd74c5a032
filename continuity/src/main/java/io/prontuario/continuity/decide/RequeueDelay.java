package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Policy.Pause;
import io.prontuario.continuity.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to decide again: at the next check, or earlier when a pause or a drain ends. */
final class RequeueDelay {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private RequeueDelay() {}

    static Duration after(DecisionContext context, State next) {
        Duration soonest = context.policy.thresholds().interval();
        Optional<Pause> pause = context.policy.requests().pause();
        if (pause.isPresent() && context.now.isBefore(pause.get().until())) {
            soonest = earlier(soonest, context.now, pause.get().until());
        }
        Optional<DrainRequest> drain = context.policy.requests().drain();
        if (drain.isPresent() && drain.get().isActive(next.drain(), context.now)) {
            soonest = earlier(soonest, context.now, drain.get().until());
        }
        return soonest.compareTo(SHORTEST) < 0 ? SHORTEST : soonest;
    }

    private static Duration earlier(Duration soonest, Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        return soonest.compareTo(left) <= 0 ? soonest : left;
    }
}
