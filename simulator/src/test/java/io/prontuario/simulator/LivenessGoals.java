package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Policy;
import io.prontuario.simulator.EnvironmentInput.Seen;
import java.util.Collections;
import java.util.Optional;

/** Environment inputs that stay as they are, and the state that they must lead to. */
final class LivenessGoals {
    private LivenessGoals() {}

    static EnvironmentInput allWell(Policy policy) {
        int hosts = policy.hosts().size();
        return new EnvironmentInput(
                Collections.nCopies(hosts, Seen.SERVING),
                CheckResult.SERVING,
                Optional.of(Collections.nCopies(hosts, true)),
                Optional.of(Mode.FULL));
    }

    static EnvironmentInput allDead(Policy policy) {
        int hosts = policy.hosts().size();
        return new EnvironmentInput(
                Collections.nCopies(hosts, Seen.DEAD),
                CheckResult.SERVING,
                Optional.of(Collections.nCopies(hosts, false)),
                Optional.empty());
    }

    /** The longest way there: both thresholds, the longest window, and one round each to see and to act. */
    static int rounds(Policy policy) {
        long window = policy.windows()
                        .stabilization()
                        .plus(policy.windows().unreadyAfter())
                        .plus(policy.windows().takeoverAfter())
                        .toMillis()
                / policy.thresholds().interval().toMillis();
        return (int) window
                + policy.thresholds().failures()
                + policy.thresholds().successes()
                + 2;
    }
}
