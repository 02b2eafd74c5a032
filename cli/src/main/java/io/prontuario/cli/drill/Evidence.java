package io.prontuario.cli.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.v1alpha1.DrillWrites;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown: the source of every other file. As JSON it has one level, apart from lists. Times are RFC 3339, durations
 * are milliseconds.
 *
 * @param name of the run, and of its files
 * @param phases when each phase of every transition since the fault was reached
 * @param samples a point for the plot per request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        String name,
        @JsonUnwrapped Test test,
        @JsonUnwrapped Times times,
        @JsonUnwrapped Expected expected,
        @JsonUnwrapped Clients clients,
        List<Phase> phases,
        @JsonUnwrapped Result result,
        List<Sample> samples) {

    /**
     * What was tested.
     *
     * @param platform namespace and name
     * @param targets boxes that failed
     * @param configurationHash hash of the accepted spec, from status
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Test(
            String scenario,
            String driver,
            String platform,
            List<String> targets,
            @Nullable String configurationHash) {}

    /**
     * @param startedAt start of the run
     * @param injectedAt when the fault was in force; absent when the run was refused
     * @param endedAt when the run began to undo it
     * @param restoredAt when nothing of the fault was left; absent when that was not confirmed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Times(
            String startedAt, @Nullable String injectedAt, @Nullable String endedAt, @Nullable String restoredAt) {}

    /**
     * @param budgetMillis the objective: the longest time that clients may be without an answer
     * @param predictedClientsMillis longest time without an answer by the object's timings; absent without an edge
     * @param predictedRolesMillis longest time to the operator's decision by the object's timings
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Expected(long budgetMillis, @Nullable Long predictedClientsMillis, long predictedRolesMillis) {}

    /**
     * What the measuring client saw from the fault on.
     *
     * @param outageMillis the longest time without an answer
     */
    public record Clients(int requests, int failed, long outageMillis) {}

    /**
     * @param writes what became of the operator's writes to the record; absent when none were to be made
     * @param lastRun comparison with the last run of the same scenario and driver; absent for the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(Verdict verdict, String why, @Nullable DrillWrites writes, @Nullable Comparison lastRun) {}

    /** The outcome of a run, and the exit code of the command. */
    public enum Verdict {
        PASSED(ExitCode.OK),
        OBJECTIVE_MISSED(ExitCode.OBJECTIVE_MISSED),
        ABORTED_RESTORED(ExitCode.ABORTED),
        NOT_RESTORED(ExitCode.UNREACHABLE),
        REFUSED(ExitCode.REFUSED);

        private final ExitCode exitCode;

        Verdict(ExitCode exitCode) {
            this.exitCode = exitCode;
        }

        public ExitCode exitCode() {
            return exitCode;
        }
    }

    /** One phase of a transition, in milliseconds after the fault. */
    public record Phase(String transition, String phase, long millis) {}

    /** @param at milliseconds after the start of the run */
    public record Sample(long at, long millis, boolean answered, String site) {}

    /** @param outageDifference this outage minus the earlier one, milliseconds */
    public record Comparison(
            String name, Verdict verdict, long outageMillis, long outageDifference, boolean sameSpec) {}

    /** The same for a list of runs. */
    public Evidence withoutSamples() {
        return new Evidence(name, test, times, expected, clients, phases, result, List.of());
    }

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
