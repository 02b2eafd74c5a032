package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one side's operator reports. Written by one class only, the operator's status recorder. Instants are RFC 3339. */
public record PlatformStatus(
        @JsonPropertyDescription("The generation of the last spec that was accepted.") @Nullable
                Long observedGeneration,
        @JsonPropertyDescription("SHA-256 of the accepted spec, for comparison between the two sides.") @Nullable
                String specHash,
        @JsonPropertyDescription(
                        "Full: every site serves; Degraded: fewer, on site; Emergency: the cloud serves; Outage:"
                                + " nothing does; Failback: hosts are back and being watched.")
                @Nullable
                Mode mode,
        @JsonPropertyDescription("Whether automatic transitions are paused now.") @Nullable Boolean paused,
        @JsonPropertyDescription("The site that serves now: a host's name or cloud.") @Nullable String activeSite,
        @JsonPropertyDescription("Strictly increases with every role change.") @Nullable Long epoch,
        @JsonPropertyDescription("Every failure domain.") @Size(max = 32) List<Site> sites,
        @JsonPropertyDescription("The last role changes, newest last, bounded.") @Size(max = 100)
                List<Transition> transitions,
        @JsonPropertyDescription("What has become of the drill calendar, entry by entry.") @Size(max = 32)
                List<Drill> drills,
        @JsonPropertyDescription("How far the cloud's copy of the record is. Absent where no job reports it.") @Nullable
                Projection projection,
        @JsonPropertyDescription(
                        "What the emergency service took in. Absent where no job reports it, and while it is not known.")
                @Nullable
                Inbox inbox,
        @JsonPropertyDescription("Conditions as kstatus reads them, and the platform's own.") @Size(max = 32)
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

    /** How far the cloud's copy of the record is. What is said of the present is absent while nobody can tell. */
    public record Projection(
            @JsonPropertyDescription("The job that was asked: SERVICE-NAME.") @Required String job,
            @JsonPropertyDescription("When it was asked and answered last; the rest is of that time.") @Nullable
                    String observedAt,
            @JsonPropertyDescription("Everything that the record held at this time is in the cloud.") @Nullable
                    String dataAsOf,
            @JsonPropertyDescription("observedAt less dataAsOf. Absent while it is not known.") @Nullable
                    Long lagSeconds,
            @JsonPropertyDescription("Number of the last entry of the outbox that the cloud has.") @Nullable
                    Long appliedSequence,
            @JsonPropertyDescription("Entries that the cloud lacks. Absent while it is not known.") @Nullable
                    Long pending) {}

    /** What waits to be merged into the record. */
    public record Inbox(
            @JsonPropertyDescription("Entries that are not merged into the record yet.") @Required Long pending,
            @JsonPropertyDescription("When they were counted.") @Required String observedAt) {}

    /** One failure domain. */
    public record Site(
            @JsonPropertyDescription("A host's name or cloud.") @Required String name,
            @JsonPropertyDescription("Unknown never promotes.") @Required Health health,
            @JsonPropertyDescription("Start of the present health.") @Nullable String since,
            @JsonPropertyDescription("First failed check of the present failure; survives operator restarts.") @Nullable
                    String failingSince,
            @JsonPropertyDescription("The host's identity since its last start.") @Nullable String bootId,
            @JsonPropertyDescription("Whether this boot id may get requests.") @Nullable Boolean admitted,
            @JsonPropertyDescription("Why it is not healthy or not admitted.") @Nullable String reason) {}

    /** One change, with the time each phase was reached; a phase not reached yet is absent. */
    public record Transition(
            @JsonPropertyDescription("The mode before.") @Required Mode from,
            @JsonPropertyDescription("The mode after.") @Required Mode to,
            @JsonPropertyDescription("The site that served before.") @Nullable String fromSite,
            @JsonPropertyDescription("The site that serves after.") @Nullable String toSite,
            @JsonPropertyDescription("The epoch that began.") @Required Long epoch,
            @JsonPropertyDescription("Why, in a word.") @Required String reason,
            @JsonPropertyDescription("When the cause was first seen.") @Nullable String detectedAt,
            @JsonPropertyDescription("When it was decided and recorded.") @Required String decidedAt,
            @JsonPropertyDescription("When the front door had the new route.") @Nullable String routedAt,
            @JsonPropertyDescription("When the new site was seen to answer.") @Nullable String servedAt) {}

    /** What came of an entry of the calendar. */
    public enum Verdict {
        Running,
        Passed,
        Failed,
        Aborted,
        Skipped
    }

    /** One entry of the calendar. */
    public record Drill(
            @JsonPropertyDescription("Its name under spec.drills.") @Required String name,
            @JsonPropertyDescription("Since when it is not suspended.") @Nullable String since,
            @JsonPropertyDescription("When it comes next; absent while suspended.") @Nullable String next,
            @JsonPropertyDescription("The scheduled time of the last one that began or was skipped.") @Nullable
                    String lastScheduleTime,
            @JsonPropertyDescription("Its newest FailoverDrill object.") @Nullable String lastRun,
            @JsonPropertyDescription(
                            "Passed: within its budget; Failed: over its budget, or something was wrong; Aborted:"
                                    + " ended before that was known; Skipped: it was not safe to begin.")
                    @Nullable
                    Verdict verdict,
            @JsonPropertyDescription("Why, in one word for programs.") @Nullable String reason,
            @JsonPropertyDescription("Why, for people, with what to do.") @Nullable String message,
            @JsonPropertyDescription("Recovery time of the last one as the operator saw it.") @Nullable String rto,
            @JsonPropertyDescription("When it passed last.") @Nullable String lastSuccessfulTime,
            @JsonPropertyDescription("True: its last slot is over and it has not passed since.") Boolean overdue) {
        public Drill {
            overdue = overdue != null && overdue;
        }
    }
}
