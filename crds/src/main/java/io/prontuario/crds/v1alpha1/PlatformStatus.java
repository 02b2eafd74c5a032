package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The state of the platform as the operator on site or in the cloud reports it. Times are RFC 3339. */
public record PlatformStatus(
        @JsonPropertyDescription("The generation of the last accepted spec.") @Nullable Long observedGeneration,
        @JsonPropertyDescription("The SHA-256 of the accepted spec. The operators on site and in the cloud compare it.")
                @Nullable
                String specHash,
        @JsonPropertyDescription("Full: every site can serve. Degraded: some hosts cannot serve. Emergency: the cloud"
                        + " serves. Outage: no site serves. Failback: hosts have returned and are in their"
                        + " stabilization.")
                @Nullable
                Mode mode,
        @JsonPropertyDescription("Whether automatic transitions are paused.") @Nullable Boolean paused,
        @JsonPropertyDescription("The active site: the name of a host, or cloud.") @Nullable String activeSite,
        @JsonPropertyDescription("The epoch. It increases with every role change.") @Nullable Long epoch,
        @JsonPropertyDescription("The sites: every host and the cloud.") @Size(max = 32) List<Site> sites,
        @JsonPropertyDescription("The latest role changes, the newest last.") @Size(max = 100)
                List<Transition> transitions,
        @JsonPropertyDescription("The state of each scheduled drill.") @Size(max = 32) List<Drill> drills,
        @JsonPropertyDescription("The progress of the cloud's copy of the record. Absent if no job reports it.")
                @Nullable
                Projection projection,
        @JsonPropertyDescription("The entries of the emergency profile that are not merged into the record yet. Absent"
                        + " if no job reports them or their number is unknown.")
                @Nullable
                Inbox inbox,
        @JsonPropertyDescription(
                        "The record: its writer, and every copy. Absent if the spec has no data.postgres on site.")
                @Nullable
                DataStatus data,
        @JsonPropertyDescription("The newest request to drain a host that was begun or refused.") @Nullable
                HandledRequest drain,
        @JsonPropertyDescription("The conditions: Ready, Reconciling and Stalled (kstatus), and those of the platform.")
                @Size(max = 32)
                List<Condition> conditions) {
    public PlatformStatus {
        sites = Lists.orEmpty(sites);
        transitions = Lists.orEmpty(transitions);
        drills = Lists.orEmpty(drills);
        conditions = Lists.orEmpty(conditions);
    }

    public enum Mode {
        Full,
        Degraded,
        Emergency,
        Outage,
        Failback
    }

    public enum Health {
        Healthy,
        Unhealthy,
        Unknown
    }

    /** The progress of the cloud's copy of the record. Values that are unknown now are absent. */
    public record Projection(
            @JsonPropertyDescription("The job that reports, as SERVICE-NAME.") @Required String job,
            @JsonPropertyDescription("The time of the last report (RFC 3339).") @Nullable String observedAt,
            @JsonPropertyDescription("The cloud has every change of the record up to this time (RFC 3339).") @Nullable
                    String dataAsOf,
            @JsonPropertyDescription("The lag in seconds: observedAt minus dataAsOf. Absent if unknown.") @Nullable
                    Long lagSeconds,
            @JsonPropertyDescription("The sequence number of the last outbox entry that the cloud has.") @Nullable
                    Long appliedSequence,
            @JsonPropertyDescription("The number of outbox entries that the cloud does not have. Absent if unknown.")
                    @Nullable
                    Long pending) {}

    /** Entries that are not merged into the record yet. */
    public record Inbox(
            @JsonPropertyDescription("The number of entries that are not merged into the record yet.") @Required
                    Long pending,
            @JsonPropertyDescription("The time of the count (RFC 3339).") @Required String observedAt) {}

    /** A site: a host or the cloud. */
    public record Site(
            @JsonPropertyDescription("The name of the host, or cloud.") @Required String name,
            @JsonPropertyDescription("The health of the site. A site with health Unknown is never promoted.") @Required
                    Health health,
            @JsonPropertyDescription("The time since which the site has this health (RFC 3339).") @Nullable
                    String since,
            @JsonPropertyDescription("The time of the first failed check of the current failure (RFC 3339).") @Nullable
                    String failingSince,
            @JsonPropertyDescription("The boot id of the host, which changes with every start.") @Nullable
                    String bootId,
            @JsonPropertyDescription("Whether the host is admitted, which means that it can get requests.") @Nullable
                    Boolean admitted,
            @JsonPropertyDescription("The reason why the site is not healthy or not admitted.") @Nullable
                    String reason) {}

    /** A role change with the time of each phase. The time of a phase that is not reached yet is absent. */
    public record Transition(
            @JsonPropertyDescription("The mode before the transition.") @Required Mode from,
            @JsonPropertyDescription("The mode after the transition.") @Required Mode to,
            @JsonPropertyDescription("The active site before the transition.") @Nullable String fromSite,
            @JsonPropertyDescription("The active site after the transition.") @Nullable String toSite,
            @JsonPropertyDescription("The epoch after the transition.") @Required Long epoch,
            @JsonPropertyDescription("The reason, in one word (CamelCase).") @Required String reason,
            @JsonPropertyDescription("The time at which the cause was first observed (RFC 3339).") @Nullable
                    String detectedAt,
            @JsonPropertyDescription("The time at which the transition was decided and recorded (RFC 3339).") @Required
                    String decidedAt,
            @JsonPropertyDescription("The time at which the front door had the new route (RFC 3339).") @Nullable
                    String routedAt,
            @JsonPropertyDescription("The time at which the new site was observed to serve (RFC 3339).") @Nullable
                    String servedAt) {}

    /** The result of a scheduled drill. */
    public enum Verdict {
        Running,
        Passed,
        Failed,
        Aborted,
        Skipped
    }

    /** The state of a scheduled drill. */
    public record Drill(
            @JsonPropertyDescription("The name of the drill in spec.drills.") @Required String name,
            @JsonPropertyDescription("The time since which the drill is not suspended (RFC 3339).") @Nullable
                    String since,
            @JsonPropertyDescription("The next scheduled time (RFC 3339). Absent if suspended.") @Nullable String next,
            @JsonPropertyDescription("The scheduled time of the last drill that started or was skipped (RFC 3339).")
                    @Nullable
                    String lastScheduleTime,
            @JsonPropertyDescription("The name of the latest FailoverDrill object.") @Nullable String lastRun,
            @JsonPropertyDescription(
                            "Passed: within the budget. Failed: over the budget, or with an error. Aborted: ended"
                                    + " before a result. Skipped: not started, because it was not safe.")
                    @Nullable
                    Verdict verdict,
            @JsonPropertyDescription("The reason for the current state, in one word (CamelCase).") @Nullable
                    String reason,
            @JsonPropertyDescription("A description of the reason, with what to do.") @Nullable String message,
            @JsonPropertyDescription("The recovery time of the last drill that the operator observed.") @Nullable
                    String rto,
            @JsonPropertyDescription("The period whose acknowledged writes the last drill lost. Absent if it was not"
                            + " judged.")
                    @Nullable
                    String rpo,
            @JsonPropertyDescription("The time at which the drill last passed (RFC 3339).") @Nullable
                    String lastSuccessfulTime,
            @JsonPropertyDescription("Whether the last slot is over and the drill has not passed since.")
                    Boolean overdue) {
        public Drill {
            overdue = overdue != null && overdue;
        }
    }

    /** What became of a request. */
    public enum RequestOutcome {
        Underway,
        Done,
        Refused,
        Failed
    }

    /** A request of {@code spec.failover.request} that was begun or refused. */
    public record HandledRequest(
            @JsonPropertyDescription("The id of the request.") @Required String id,
            @JsonPropertyDescription("Underway: it was begun. Done: it was carried out. Refused: it was not begun, and"
                            + " nothing has changed. Failed: it was begun and ended otherwise.")
                    @Required
                    RequestOutcome outcome,
            @JsonPropertyDescription("What it did, or why it did not, with what to do.") @Required String reason) {}
}
