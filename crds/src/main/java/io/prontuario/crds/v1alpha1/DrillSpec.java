package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A scheduled drill: schedule, scenario and budget. Fields have the names of CronJob where it has one. There is no
 * concurrencyPolicy, because at most one drill runs at a time.
 */
@ValidationRule(
        value = "self.driver != 'Host' || self.scenario in ['PrimaryDown', 'BothDown']",
        fieldPath = ".driver",
        message = "driver Host is for scenarios PrimaryDown and BothDown: correct driver or scenario")
public record DrillSpec(
        @JsonPropertyDescription("The name of the drill.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("The schedule: five cron fields (minute, hour, day of month, month, day of week)."
                        + " Example: 0 6 * * 0 for Sundays at 06:00.")
                @Required
                @Pattern(Patterns.CRON)
                @Size(max = 100)
                String schedule,
        @JsonPropertyDescription(
                        "The time zone of the schedule, a name of the IANA database. Example:" + " America/Sao_Paulo.")
                @Default("UTC")
                @Pattern(Patterns.TIME_ZONE)
                @Size(max = 64)
                String timeZone,
        @JsonPropertyDescription("Whether scheduled runs are suspended. Unlike in a CronJob the default is true: drills"
                        + " run only after they have been enabled.")
                @Default("true")
                Boolean suspend,
        @JsonPropertyDescription("The failure to cause. HealthCheck: none, the platform is only checked. PrimaryDown:"
                        + " the primary host. BothDown: every host, so that the cloud takes over. FullSimulation:"
                        + " the primary host, then the secondary, then both. Audit: none, but every other drill"
                        + " must have passed in time.")
                @Required
                Scenario scenario,
        @JsonPropertyDescription("How a host fails. Workload: its pods are scaled to zero; its database and front door"
                        + " stay up. Host: by a program of the hospital, which prontuario failover test attend runs on"
                        + " a machine that is not part of the drill; with PrimaryDown and BothDown only.")
                @Default("Workload")
                Driver driver,
        @JsonPropertyDescription("The objectives. A drill that exceeds them has failed.") @Required Budget budget,
        @JsonPropertyDescription("The time slot, counted from the scheduled time. The fault is undone before it ends."
                        + " Slots of drills must not overlap.")
                @Default("30m")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String duration,
        @JsonPropertyDescription("How long the fault lasts after another site has started to serve. For HealthCheck and"
                        + " Audit, how long the platform is checked.")
                @Default("30s")
                @Pattern(Patterns.DURATION)
                @Size(min = 2, max = Patterns.DURATION_LENGTH)
                String hold,
        @JsonPropertyDescription("The time in seconds after the scheduled time within which the drill can start. After"
                        + " that it is skipped, with the reason.")
                @Default("120")
                @Min(1)
                @Max(86400)
                Integer startingDeadlineSeconds,
        @JsonPropertyDescription("The number of finished FailoverDrill objects to keep.")
                @Default("10")
                @Min(1)
                @Max(50)
                Integer historyLimit) {
    public DrillSpec {
        timeZone = timeZone == null ? "UTC" : timeZone;
        suspend = suspend == null || suspend;
        duration = duration == null ? "30m" : duration;
        hold = hold == null ? "30s" : hold;
        driver = driver == null ? Driver.Workload : driver;
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

    /** How a host fails. */
    public enum Driver {
        Workload,
        Host
    }

    /** The objectives of a drill. */
    public record Budget(
            @JsonPropertyDescription("The recovery time objective: the maximum outage for a client.")
                    @Required
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String rto,
            @JsonPropertyDescription(
                            "The recovery point objective: the maximum period of acknowledged writes that may be lost."
                                    + " Checked where hosts keep the record (data.postgres).")
                    @Required
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String rpo) {}
}
