package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.State;
import java.time.Duration;

/** When to look again: the next check, or an earlier end of a pause, or of a request to leave a host. */
final class RequeueDelay {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private RequeueDelay() {}

    static Duration after(DecisionContext round, State next) {
        Duration soonest = round.policy.probeInterval();
        if (round.policy.pause().isPresent()) {
            Policy.Pause pause = round.policy.pause().get();
            if (round.now.isBefore(pause.until())) {
                soonest = min(soonest, Duration.between(round.now, pause.until()));
            }
        }
        if (round.policy.leave().isPresent() && round.policy.leave().get().runs(next.leave(), round.now)) {
            soonest = min(
                    soonest,
                    Duration.between(round.now, round.policy.leave().get().until()));
        }
        return soonest.compareTo(SHORTEST) < 0 ? SHORTEST : soonest;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
