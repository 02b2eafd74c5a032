package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * An entry of the drill calendar: when, what fails, and the budget it must keep. In CronJob's words where CronJob has one; at most
 * one drill runs at a time, so there is no concurrencyPolicy.
 */
public record DrillSpec(
        @JsonPropertyDescription("The drill's name.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("When: five cron fields, minute hour day-of-month month day-of-week.")
                @Required
                @Pattern(Patterns.CRON)
                @Size(max = 100)
                String schedule,
        @JsonPropertyDescription("The zone of schedule, by its name in the IANA database.")
                @Default("UTC")
                @Pattern(Patterns.TIME_ZONE)
                @Size(max = 64)
                String timeZone,
        @JsonPropertyDescription(
                        "True: it never starts by itself. True is the default, unlike CronJob's: nothing fails on"
                                + " purpose in a hospital that has not said so.")
                @Default("true")
                Boolean suspend,
        @JsonPropertyDescription(
                        "What fails. HealthCheck: nothing, the platform is watched; PrimaryDown: the primary host;"
                                + " BothDown: every host, the cloud takes over; FullSimulation: the primary, then the secondary, then"
                                + " both; Audit: nothing, and every other drill must have passed in time. Hosts fail by having their"
                                + " pods scaled to none.")
                @Required
                Scenario scenario,
        @JsonPropertyDescription("What it may cost; a drill over budget has failed.") @Required Budget budget,
        @JsonPropertyDescription(
                        "Its slot: from the scheduled time on, after which nothing of it is left. No other slot may"
                                + " overlap it.")
                @Default("30m")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String duration,
        @JsonPropertyDescription(
                        "How long it goes on once others are seen to serve; for HealthCheck and Audit, how long the"
                                + " platform is watched.")
                @Default("30s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String hold,
        @JsonPropertyDescription(
                        "How long after the scheduled time it may still begin; then it is skipped, with the reason.")
                @Default("120")
                @Min(1)
                @Max(86400)
                Integer startingDeadlineSeconds,
        @JsonPropertyDescription("How many ended FailoverDrill objects of this entry are kept.")
                @Default("10")
                @Min(1)
                @Max(50)
                Integer historyLimit) {
    public DrillSpec {
        timeZone = timeZone == null ? "UTC" : timeZone;
        suspend = suspend == null || suspend;
        duration = duration == null ? "30m" : duration;
        hold = hold == null ? "30s" : hold;
        startingDeadlineSeconds = startingDeadlineSeconds == null ? 120 : startingDeadlineSeconds;
        historyLimit = historyLimit == null ? 10 : historyLimit;
    }

    public enum Scenario {
        HealthCheck,
        PrimaryDown,
        BothDown,
        FullSimulation,
        Audit
    }

    /** What a drill may cost. */
    public record Budget(
            @JsonPropertyDescription("Recovery time objective: the longest outage a client may see.")
                    @Required
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String rto,
            @JsonPropertyDescription("Recovery point objective: the longest span of lost writes.")
                    @Required
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String rpo) {}
}
