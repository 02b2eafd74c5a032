package io.prontuario.cli.drill;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what was seen to a verdict. Pure. */
final class EvidenceBuilder {
    private static final Duration WORTH_TELLING = Duration.ofMillis(250);

    private final DrillPlan plan;
    private final String name;
    private final Instant began;
    private final Optional<Evidence> last;

    EvidenceBuilder(DrillPlan plan, String name, Instant began, Optional<Evidence> last) {
        this.plan = plan;
        this.name = name;
        this.began = began;
        this.last = last;
    }

    Evidence refused(String why) {
        return evidence(
                null,
                null,
                Optional.empty(),
                Evidence.Verdict.REFUSED,
                why,
                List.of(),
                plan.platform().getStatus());
    }

    /**
     * @param restoredAt empty: nobody says that nothing of the fault is left
     * @param abort why it was ended early
     * @param stuck why the runner's own fault could not be undone
     */
    Evidence finished(
            Instant injected,
            Instant ended,
            Optional<String> restoredAt,
            Optional<String> abort,
            Optional<String> stuck,
            List<ClientProbe.Request> requests,
            @Nullable PlatformStatus status) {
        List<ClientProbe.Request> after = requests.stream()
                .filter(request -> !request.due().isBefore(injected))
                .toList();
        Duration outage = ClientProbe.outage(after);
        Evidence.Verdict verdict;
        String why;
        if (restoredAt.isEmpty()) {
            verdict = Evidence.Verdict.NOT_RESTORED;
            why = stuck.orElse("the operator does not say that the fault is undone; look at the drill's status");
        } else if (abort.isPresent()) {
            verdict = Evidence.Verdict.ABORTED_RESTORED;
            why = abort.get();
        } else if (outage.compareTo(plan.budget()) > 0) {
            verdict = Evidence.Verdict.OBJECTIVE_MISSED;
            why = "clients had no answer for " + outage.toMillis() + " ms; the objective is "
                    + plan.budget().toMillis() + " ms" + ownPart(after);
        } else {
            verdict = Evidence.Verdict.PASSED;
            why = "the longest time without an answer was " + outage.toMillis() + " ms";
        }
        return evidence(injected, ended, restoredAt, verdict, why, requests, status);
    }

    /** Who reads "missed" has to know whether the platform was away or the runner. */
    private static String ownPart(List<ClientProbe.Request> requests) {
        Duration own = ClientProbe.stoodStill(requests);
        return own.compareTo(WORTH_TELLING) < 0
                ? ""
                : "; the runner's own machine stood still for up to " + own.toMillis()
                        + " ms meanwhile, so run it where nothing else does";
    }

    private Evidence evidence(
            @Nullable Instant injected,
            @Nullable Instant ended,
            Optional<String> restoredAt,
            Evidence.Verdict verdict,
            String why,
            List<ClientProbe.Request> requests,
            @Nullable PlatformStatus status) {
        List<ClientProbe.Request> after = requests.stream()
                .filter(request -> injected != null && !request.due().isBefore(injected))
                .toList();
        long outage = ClientProbe.outage(after).toMillis();
        String hash = status == null ? null : status.specHash();
        return new Evidence(
                name,
                Scenarios.title(plan.drill().scenario()),
                plan.drill().driver().name(),
                plan.platform().getMetadata().getNamespace() + "/"
                        + plan.platform().getMetadata().getName(),
                plan.targets(),
                hash,
                began.toString(),
                injected == null ? null : injected.toString(),
                ended == null ? null : ended.toString(),
                restoredAt.orElse(null),
                plan.budget().toMillis(),
                plan.prediction().clients().map(Duration::toMillis).orElse(null),
                plan.prediction().roles().toMillis(),
                after.size(),
                (int) after.stream().filter(request -> !request.answered()).count(),
                outage,
                injected == null || status == null ? List.of() : Evidence.phases(injected, status),
                verdict,
                why,
                last.map(before -> new Evidence.Comparison(
                                before.name(),
                                before.verdict(),
                                before.outageMillis(),
                                outage - before.outageMillis(),
                                Objects.equals(before.configurationHash(), hash)))
                        .orElse(null),
                requests.stream()
                        .map(request -> new Evidence.Sample(
                                Duration.between(began, request.due()).toMillis(),
                                request.millis(),
                                request.answered(),
                                request.site()))
                        .toList());
    }
}
