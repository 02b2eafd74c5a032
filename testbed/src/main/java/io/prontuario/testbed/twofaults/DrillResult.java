package io.prontuario.testbed.twofaults;

import io.prontuario.cli.drill.Evidence;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.testbed.demo.Check;
import io.prontuario.testbed.demo.Sites;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A drill as it went. Times are the client's nanosecond clock, {@code wallMillis} the time of day at {@code from}.
 *
 * @param gets every request that was due from {@code from} to {@code to}
 * @param slowestBarMillis the slowest answer should take no longer; said on the page, not part of {@code held}
 * @param status on site, at the end
 * @param cameBack whether another drill can follow
 */
record DrillResult(
        TwoFaults drill,
        Sites sites,
        long wallMillis,
        long from,
        List<Thresholds.Struck> struck,
        long ended,
        long to,
        List<GetRecord> gets,
        long slowestBarMillis,
        List<Check> checks,
        @Nullable PlatformStatus status,
        boolean cameBack) {

    boolean held() {
        return checks.stream().allMatch(Check::held);
    }

    /** The slowest answer to a request that was due while the faults were in force. */
    long slowestMillis() {
        return during().stream()
                .filter(get -> !get.failed())
                .mapToLong(get -> get.latencyNanos() / 1_000_000)
                .max()
                .orElse(0);
    }

    private List<GetRecord> during() {
        return gets.stream()
                .filter(get -> get.intendedNanos() >= struck.get(0).nanos() && get.intendedNanos() < ended)
                .toList();
    }

    /** In the form of every failover test, so that it gets the same page. */
    Evidence evidence(long seed) {
        Instant injected = at(struck.get(0).nanos());
        List<GetRecord> during = during();
        return new Evidence(
                drill.title(),
                drill.first().title() + ", " + drill.gap().toMillis() + " ms later "
                        + drill.second().title(),
                "Testbed, seed " + seed,
                "testbed",
                drill.faults().stream()
                        .map(fault -> fault.box(sites).orElse(fault.title()))
                        .toList(),
                status == null ? null : status.specHash(),
                at(from).toString(),
                injected.toString(),
                at(ended).toString(),
                cameBack ? at(to).toString() : null,
                slowestBarMillis,
                null,
                0,
                during.size(),
                (int) during.stream().filter(GetRecord::failed).count(),
                slowestMillis(),
                status == null ? List.of() : Evidence.phases(injected, status),
                held() ? Evidence.Verdict.PASSED : Evidence.Verdict.OBJECTIVE_MISSED,
                checks.stream()
                        .filter(check -> held() || !check.held())
                        .map(check -> check.name() + ": " + check.detail())
                        .collect(Collectors.joining("; ")),
                null,
                gets.stream()
                        .map(get -> new Evidence.Sample(
                                (get.intendedNanos() - from) / 1_000_000,
                                get.latencyNanos() / 1_000_000,
                                !get.failed(),
                                get.outcome() instanceof Outcome.Answered answered ? answered.site() : ""))
                        .toList());
    }

    private Instant at(long nanos) {
        return Instant.ofEpochMilli(wallMillis).plus(Duration.ofNanos(nanos - from));
    }
}
