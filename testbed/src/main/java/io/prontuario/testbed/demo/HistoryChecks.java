package io.prontuario.testbed.demo;

import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Checks of status and history. Pure. */
final class HistoryChecks {
    /** Two checks of the operator at the example's interval of 5 s. */
    private static final Duration OVERTAKEN_WITHIN = Duration.ofSeconds(10);

    private HistoryChecks() {}

    /** Nothing of what routes and roles depend on differs between two statuses. */
    static StepCheck unchanged(String name, ObservedStatus before, ObservedStatus after) {
        List<String> changes = new ArrayList<>();
        changed(changes, "generation", before.generation(), after.generation());
        changed(changes, "mode", before.status().mode(), after.status().mode());
        changed(
                changes,
                "active site",
                before.status().activeSite(),
                after.status().activeSite());
        changed(changes, "epoch", before.status().epoch(), after.status().epoch());
        changed(
                changes,
                "transitions",
                before.status().transitions().size(),
                after.status().transitions().size());
        changed(changes, "admitted hosts", admitted(before), admitted(after));
        return new StepCheck(
                name,
                changes.isEmpty(),
                changes.isEmpty()
                        ? "mode " + after.status().mode() + ", epoch "
                                + after.status().epoch() + ", active "
                                + after.status().activeSite() + " as before"
                        : String.join("; ", changes));
    }

    private static void changed(List<String> changes, String what, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(what + " changed from " + before + " to " + after);
        }
    }

    private static List<String> admitted(ObservedStatus seen) {
        return seen.status().sites().stream()
                .filter(site -> Boolean.TRUE.equals(site.admitted()))
                .map(PlatformStatus.Site::name)
                .sorted()
                .toList();
    }

    /**
     * Every transition carries its phases, in their order, and each starts where the one before ended. A phase may be
     * missing only where the next transition overtook it, or where no site serves. A full history has dropped
     * transitions that moved no role, so there neighbours need not join up.
     */
    static StepCheck historyComplete(String side, List<Transition> transitions) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < transitions.size(); i++) {
            Transition t = transitions.get(i);
            boolean whole = transitions.size() < TransitionHistory.KEPT;
            if (i > 0 && whole && t.from() != transitions.get(i - 1).to()) {
                problems.add(name(t) + " follows a change to "
                        + transitions.get(i - 1).to());
            }
            boolean overtaken = i + 1 < transitions.size() && soon(t, transitions.get(i + 1));
            phaseProblem(t, overtaken || t.toSite() == null).ifPresent(problems::add);
        }
        return new StepCheck(
                "history (" + side + ")",
                problems.isEmpty(),
                problems.isEmpty()
                        ? transitions.size() + " transitions, each with its phase times"
                        : String.join("; ", problems));
    }

    private static boolean soon(Transition t, Transition next) {
        return Duration.between(Instant.parse(t.decidedAt()), Instant.parse(next.decidedAt()))
                        .compareTo(OVERTAKEN_WITHIN)
                <= 0;
    }

    private static String name(Transition t) {
        return t.from() + " -> " + t.to() + " (" + t.reason() + ")";
    }

    private static Optional<String> phaseProblem(Transition t, boolean unfinished) {
        if (t.detectedAt() == null || (!unfinished && (t.routedAt() == null || t.servedAt() == null))) {
            return Optional.of(name(t) + " lacks a phase time: detected " + t.detectedAt() + ", decided "
                    + t.decidedAt() + ", routed " + t.routedAt() + ", served " + t.servedAt());
        }
        return Instant.parse(t.decidedAt()).isBefore(Instant.parse(t.detectedAt()))
                ? Optional.of(name(t) + " was decided before it was detected")
                : Optional.empty();
    }

    /** No answer came from {@code host} between its restart and the status that admits it. */
    static StepCheck noAnswerBeforeAdmission(
            String host, long revivedNanos, OptionalLong admittedNanos, List<GetRecord> gets) {
        OptionalLong first = gets.stream()
                .filter(get -> ResultEvaluator.site(get).equals(host) && get.finishedNanos() > revivedNanos)
                .mapToLong(GetRecord::finishedNanos)
                .min();
        String name = "admission of " + host;
        if (admittedNanos.isEmpty()) {
            return new StepCheck(name, false, "status never showed it admitted");
        }
        if (first.isPresent() && first.getAsLong() < admittedNanos.getAsLong()) {
            return new StepCheck(
                    name,
                    false,
                    "it answered %d ms before its admission"
                            .formatted((admittedNanos.getAsLong() - first.getAsLong()) / 1_000_000));
        }
        return new StepCheck(
                name,
                true,
                "admitted %.1f s after its start, first answer %s"
                        .formatted(
                                (admittedNanos.getAsLong() - revivedNanos) / 1e9,
                                first.isEmpty()
                                        ? "not needed yet"
                                        : "%.1f s after its start"
                                                .formatted((first.getAsLong() - revivedNanos) / 1e9)));
    }

    /** Full came no sooner than the window after the hosts' health returned. */
    static StepCheck fullOnlyAfterWindow(OptionalLong healthyNanos, OptionalLong fullNanos, Duration window) {
        if (fullNanos.isEmpty()) {
            return new StepCheck("window", false, "Full was not reached");
        }
        if (healthyNanos.isEmpty()) {
            return new StepCheck("window", false, "no status showed a returned host healthy before Full");
        }
        Duration waited = Duration.ofNanos(fullNanos.getAsLong() - healthyNanos.getAsLong());
        // Evidence accrues per check, and a status is seen a moment after the check it reports: allow that moment.
        boolean passed = waited.compareTo(window.minusSeconds(1)) >= 0;
        return new StepCheck(
                "window",
                passed,
                "Full %.1f s after the first returned host was healthy (window %d s)"
                        .formatted(waited.toMillis() / 1000.0, window.toSeconds()));
    }
}
