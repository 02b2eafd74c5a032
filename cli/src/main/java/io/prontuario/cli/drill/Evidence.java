package io.prontuario.cli.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown: the source of truth; every other file is made from it. Times are RFC 3339, durations in milliseconds.
 *
 * @param configurationHash the accepted spec's, from status
 * @param outageMillis the longest time without an answer, as the client saw it
 * @param restoredAt when nothing of the fault was left; absent: nobody says so
 * @param samples a point for the plot per request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        String name,
        String scenario,
        String driver,
        String platform,
        List<String> targets,
        @Nullable String configurationHash,
        String startedAt,
        @Nullable String injectedAt,
        @Nullable String endedAt,
        @Nullable String restoredAt,
        long budgetMillis,
        @Nullable Long predictedClientsMillis,
        long predictedRolesMillis,
        int requests,
        int failed,
        long outageMillis,
        List<Phase> phases,
        Verdict verdict,
        String why,
        @Nullable Comparison lastRun,
        List<Sample> samples) {

    /** What the run came to; the exit code of the command. */
    public enum Verdict {
        PASSED(0),
        OBJECTIVE_MISSED(1),
        ABORTED_RESTORED(2),
        NOT_RESTORED(3),
        REFUSED(4);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** One phase of a transition, in milliseconds after the fault. */
    public record Phase(String transition, String phase, long millis) {}

    /** @param at milliseconds after the run began */
    public record Sample(long at, long millis, boolean answered, String site) {}

    /** Against the last run of the same scenario and driver. */
    public record Comparison(
            String name, Verdict verdict, long outageMillis, long outageDifference, boolean sameSpec) {}

    /** When each phase of every transition since the fault was reached. */
    public static List<Phase> phases(Instant injected, PlatformStatus status) {
        List<Phase> phases = new ArrayList<>();
        for (PlatformStatus.Transition transition : status.transitions()) {
            if (Instant.parse(transition.decidedAt()).isBefore(injected)) {
                continue;
            }
            String of = transition.from() + " to " + transition.to();
            add(phases, of, "detected", injected, transition.detectedAt());
            add(phases, of, "decided", injected, transition.decidedAt());
            add(phases, of, "routed", injected, transition.routedAt());
            add(phases, of, "served", injected, transition.servedAt());
        }
        return phases;
    }

    private static void add(List<Phase> phases, String of, String phase, Instant injected, @Nullable String at) {
        if (at != null) {
            phases.add(new Phase(
                    of, phase, Duration.between(injected, Instant.parse(at)).toMillis()));
        }
    }
}
