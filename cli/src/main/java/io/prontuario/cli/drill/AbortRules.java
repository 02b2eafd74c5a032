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

/** When a test ends before its time. Pure. */
final class AbortRules {
    /** So many times the objective is more than a missed objective: people are harmed by going on. */
    private static final int BURN = 3;

    private static final Duration LEAST_BURN = Duration.ofSeconds(10);

    private final Duration budget;
    private final Duration limit;
    private final Set<SiteName> struck;

    /** @param limit when a client gives up on a request */
    AbortRules(Duration budget, Duration limit, Set<SiteName> struck) {
        this.budget = budget;
        this.limit = limit;
        this.struck = struck;
    }

    /** Why to end it now; empty: go on. */
    Optional<String> check(
            @Nullable PlatformStatus platform,
            @Nullable FailoverDrillStatus drill,
            List<ClientProbe.Request> requests,
            Instant injected,
            Instant now) {
        if (drill != null && drill.phase() != FailoverDrillStatus.Phase.Running) {
            return Optional.of("the operator ended it: " + drill.message());
        }
        Duration worst = BURN * budget.toMillis() > LEAST_BURN.toMillis() ? budget.multipliedBy(BURN) : LEAST_BURN;
        Duration outage = ClientProbe.outage(requests);
        if (outage.compareTo(worst) > 0) {
            return Optional.of("clients have had no answer for " + outage.toMillis() + " ms, " + BURN
                    + " times the objective or more");
        }
        Instant newest = requests.isEmpty()
                ? injected
                : requests.get(requests.size() - 1).ended();
        if (newest.plus(limit).plus(LEAST_BURN).isBefore(now)) {
            return Optional.of("the client outside is lost: no request has ended since " + newest);
        }
        return DrillSafety.mayGoOn(platform, struck).map(problem -> "a second failure: " + problem.message());
    }
}
