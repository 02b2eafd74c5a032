package io.prontuario.testbed.twofaults;

import io.prontuario.cli.drill.Evidence;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.testbed.demo.SiteNames;
import io.prontuario.testbed.demo.StepCheck;
import io.prontuario.testbed.load.GetRecord;
import io.prontuario.testbed.load.ReadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A finished drill.
 *
 * @param gets every request that was due from {@code window.from} to {@code window.to}
 * @param slowestLimitMillis the slowest answer should take no longer; printed on the page, not part of {@code passed}
 * @param end the state on site when the drill ended
 */
record DrillResult(
        DrillPlan drill,
        SiteNames sites,
        Window window,
        List<RequestLimits.InjectedFault> injected,
        List<GetRecord> gets,
        long slowestLimitMillis,
        List<StepCheck> checks,
        End end) {

    /**
     * Times on the client's nanosecond clock.
     *
     * @param wallMillis the time of day at {@code from}
     * @param from when the baseline began
     * @param healed when the faults were undone
     * @param to when the platform was as before, or the wait for it ended
     */
    record Window(long wallMillis, long from, long healed, long to) {
        private Instant at(long nanos) {
            return Instant.ofEpochMilli(wallMillis).plus(Duration.ofNanos(nanos - from));
        }
    }

    /**
     * @param status the last one seen on site
     * @param recovered whether another drill can follow
     */
    record End(@Nullable PlatformStatus status, boolean recovered) {}

    boolean passed() {
        return checks.stream().allMatch(StepCheck::passed);
    }

    /** The slowest answer to a request that was due while the faults were active. */
    long slowestMillis() {
        return during().stream()
                .filter(get -> !get.failed())
                .mapToLong(get -> get.latencyNanos() / 1_000_000)
                .max()
                .orElse(0);
    }

    private List<GetRecord> during() {
        return gets.stream()
                .filter(get -> get.intendedNanos() >= injected.get(0).nanos() && get.intendedNanos() < window.healed())
                .toList();
    }

    /** In the form of every failover test, so that it gets the same page. */
    Evidence evidence(long seed) {
        Instant injectedAt = window.at(injected.get(0).nanos());
        PlatformStatus status = end.status();
        List<GetRecord> during = during();
        return new Evidence(
                drill.title(),
                new Evidence.Test(
                        drill.first().title() + ", " + drill.gap().toMillis() + " ms later "
                                + drill.second().title(),
                        "Testbed, seed " + seed,
                        "testbed",
                        drill.faults().stream()
                                .map(fault -> fault.box(sites).orElse(fault.title()))
                                .toList(),
                        status == null ? null : status.specHash()),
                new Evidence.Times(
                        window.at(window.from()).toString(),
                        injectedAt.toString(),
                        window.at(window.healed()).toString(),
                        end.recovered() ? window.at(window.to()).toString() : null),
                new Evidence.Expected(slowestLimitMillis, null, 0),
                new Evidence.Clients(
                        during.size(),
                        (int) during.stream().filter(GetRecord::failed).count(),
                        slowestMillis()),
                status == null ? List.of() : Evidence.phases(injectedAt, status),
                new Evidence.Result(
                        passed() ? Evidence.Verdict.PASSED : Evidence.Verdict.OBJECTIVE_MISSED,
                        checks.stream()
                                .filter(check -> passed() || !check.passed())
                                .map(check -> check.name() + ": " + check.detail())
                                .collect(Collectors.joining("; ")),
                        null,
                        null),
                gets.stream()
                        .map(get -> new Evidence.Sample(
                                (get.intendedNanos() - window.from()) / 1_000_000,
                                get.latencyNanos() / 1_000_000,
                                !get.failed(),
                                get.outcome() instanceof ReadResult.Answered answered ? answered.site() : ""))
                        .toList());
    }
}
