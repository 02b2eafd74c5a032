package io.prontuario.cli.drill;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.drill.DrillSafety;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules that end a test early. Pure. */
final class AbortRules {
    /** An outage of this many objectives ends the test: it has failed already, and more of it harms users. */
    private static final int MOST_BUDGETS = 3;

    private static final Duration SHORTEST_ABORT = Duration.ofSeconds(10);

    private final Duration budget;
    private final Duration limit;
    private final Set<SiteName> targets;

    /**
     * @param limit timeout of a client's request
     * @param targets hosts that the test makes fail
     */
    AbortRules(Duration budget, Duration limit, Set<SiteName> targets) {
        this.budget = budget;
        this.limit = limit;
        this.targets = targets;
    }

    /** Why the test must end now; empty when it may continue. */
    Optional<String> check(
            @Nullable PlatformStatus platform,
            @Nullable FailoverDrillStatus drill,
            List<ClientProbe.Request> requests,
            Instant injected,
            Instant now) {
        if (drill != null && drill.phase() != FailoverDrillStatus.Phase.Running) {
            return Optional.of("the operator ended it: " + drill.message());
        }
        Duration worst = MOST_BUDGETS * budget.toMillis() > SHORTEST_ABORT.toMillis()
                ? budget.multipliedBy(MOST_BUDGETS)
                : SHORTEST_ABORT;
        Duration outage = ClientProbe.outage(requests);
        if (outage.compareTo(worst) > 0) {
            return Optional.of("clients have had no answer for " + outage.toMillis() + " ms, " + MOST_BUDGETS
                    + " times the objective or more");
        }
        Instant newest = requests.isEmpty()
                ? injected
                : requests.get(requests.size() - 1).ended();
        if (newest.plus(limit).plus(SHORTEST_ABORT).isBefore(now)) {
            return Optional.of("the measuring client is lost: no request has ended since " + newest);
        }
        return DrillSafety.mayGoOn(platform, targets).map(problem -> "a second failure: " + problem.message());
    }
}
