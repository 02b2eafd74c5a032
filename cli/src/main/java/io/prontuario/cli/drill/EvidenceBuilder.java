package io.prontuario.cli.drill;

import io.prontuario.cli.drill.Evidence.Clients;
import io.prontuario.cli.drill.Evidence.Comparison;
import io.prontuario.cli.drill.Evidence.Expected;
import io.prontuario.cli.drill.Evidence.Result;
import io.prontuario.cli.drill.Evidence.Times;
import io.prontuario.cli.drill.Evidence.Verdict;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.DrillWrites.Counts;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes evidence and its verdict from what a run observed. Pure. */
final class EvidenceBuilder {
    /** A client that was late by less is not worth mentioning. */
    private static final Duration NOTABLE_DELAY = Duration.ofMillis(250);

    private final DrillPlan plan;
    private final String name;
    private final Instant began;
    private final Optional<Evidence> last;

    /** @param last the last run of the same scenario and driver */
    EvidenceBuilder(DrillPlan plan, String name, Instant began, Optional<Evidence> last) {
        this.plan = plan;
        this.name = name;
        this.began = began;
        this.last = last;
    }

    /** Evidence of a run that the operator refused: nothing was changed. */
    Evidence refused(String why) {
        return evidence(
                new Times(began.toString(), null, null, null),
                new Clients(0, 0, 0),
                List.of(),
                result(Verdict.REFUSED, why, null, 0, plan.platform().getStatus()),
                List.of(),
                plan.platform().getStatus());
    }

    /**
     * @param requests every request since the run began
     * @param status at the end
     */
    Evidence finished(FaultCourse course, List<ClientProbe.Request> requests, @Nullable PlatformStatus status) {
        List<ClientProbe.Request> after = requests.stream()
                .filter(request -> !request.due().isBefore(course.injected()))
                .toList();
        Duration outage = ClientProbe.outage(after);
        int failed = (int) after.stream().filter(request -> !request.answered()).count();
        Verdict verdict = verdict(course, outage);
        return evidence(
                new Times(
                        began.toString(),
                        course.injected().toString(),
                        course.ended().toString(),
                        course.restoredAt().orElse(null)),
                new Clients(after.size(), failed, outage.toMillis()),
                status == null ? List.of() : Evidence.phases(course.injected(), status),
                result(verdict, why(verdict, course, outage, after), course.writes(), outage.toMillis(), status),
                requests,
                status);
    }

    private Verdict verdict(FaultCourse course, Duration outage) {
        if (course.restoredAt().isEmpty()) {
            return Verdict.NOT_RESTORED;
        }
        if (course.aborted().isPresent()) {
            return Verdict.ABORTED_RESTORED;
        }
        return outage.compareTo(plan.budget()) > 0 || harmed(course.writes())
                ? Verdict.OBJECTIVE_MISSED
                : Verdict.PASSED;
    }

    /** Nothing that was acknowledged may be lost, nothing may be there twice, and there is one writer at a time. */
    private static boolean harmed(@Nullable DrillWrites writes) {
        Counts counts = writes == null ? null : writes.judged();
        return counts != null && (counts.lost() > 0 || counts.doubled() > 0 || counts.byOldWriter() > 0);
    }

    private String why(Verdict verdict, FaultCourse course, Duration outage, List<ClientProbe.Request> after) {
        return switch (verdict) {
            case NOT_RESTORED -> course.notUndone()
                    .orElse(
                            "the operator has not confirmed that the fault is undone; check the FailoverDrill's status");
            case ABORTED_RESTORED -> course.aborted().orElseThrow();
            case OBJECTIVE_MISSED -> "clients had no answer for " + outage.toMillis() + " ms; the objective is "
                    + plan.budget().toMillis() + " ms" + ownDelay(after) + writes(course.writes());
            case PASSED, REFUSED -> "the longest time without an answer was " + outage.toMillis() + " ms"
                    + writes(course.writes());
        };
    }

    private static String writes(@Nullable DrillWrites writes) {
        return writes == null || writes.message() == null ? "" : "; writes: " + writes.message();
    }

    /** A missed objective may be the fault of the runner's machine; then the reason says so. */
    private static String ownDelay(List<ClientProbe.Request> requests) {
        Duration own = ClientProbe.longestDelay(requests);
        return own.compareTo(NOTABLE_DELAY) < 0
                ? ""
                : "; the runner's own machine stood still for up to " + own.toMillis()
                        + " ms meanwhile: run the test on a machine that does nothing else";
    }

    private Result result(
            Verdict verdict,
            String why,
            @Nullable DrillWrites writes,
            long outageMillis,
            @Nullable PlatformStatus status) {
        return new Result(
                verdict,
                why,
                writes,
                last.map(before -> new Comparison(
                                before.name(),
                                before.result().verdict(),
                                before.clients().outageMillis(),
                                outageMillis - before.clients().outageMillis(),
                                Objects.equals(before.test().configurationHash(), hash(status))))
                        .orElse(null));
    }

    private Evidence evidence(
            Times times,
            Clients clients,
            List<Evidence.Phase> phases,
            Result result,
            List<ClientProbe.Request> requests,
            @Nullable PlatformStatus status) {
        return new Evidence(
                name,
                new Evidence.Test(
                        Scenarios.title(plan.drill().scenario()),
                        plan.drill().driver().name(),
                        plan.platform().getMetadata().getNamespace() + "/"
                                + plan.platform().getMetadata().getName(),
                        plan.targets(),
                        hash(status)),
                times,
                new Expected(
                        plan.budget().toMillis(),
                        plan.prediction().clients().map(Duration::toMillis).orElse(null),
                        plan.prediction().roles().toMillis()),
                clients,
                phases,
                result,
                requests.stream()
                        .map(request -> new Evidence.Sample(
                                Duration.between(began, request.due()).toMillis(),
                                request.millis(),
                                request.answered(),
                                request.site()))
                        .toList());
    }

    private static @Nullable String hash(@Nullable PlatformStatus status) {
        return status == null ? null : status.specHash();
    }
}
