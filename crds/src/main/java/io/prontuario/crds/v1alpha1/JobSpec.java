package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job that runs the image of a service: once, on a schedule, or continuously. It does not affect the health of a site. One
 * instance runs in a cluster, on any node where the service can run.
 */
@ValidationRule(
        value = "(self.run == 'Scheduled') == has(self.schedule)",
        fieldPath = ".schedule",
        message = "schedule is required for run: Scheduled and not allowed otherwise: add or remove schedule")
@ValidationRule(
        value = "!has(self.reports) || self.run == 'Always'",
        fieldPath = ".reports",
        message = "reports requires run: Always: set run: Always, or remove reports")
public record JobSpec(
        @JsonPropertyDescription("The name of the job. Its Kubernetes objects are named SERVICE-NAME.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("The arguments of the container, instead of those of the service.")
                @Required
                @Size(min = 1, max = 32)
                List<@Size(max = Patterns.LONG_TEXT) String> args,
        @JsonPropertyDescription("Once: runs to completion, and again if image, arguments or environment change."
                        + " Scheduled: runs to completion at the times of the schedule, one run at a time."
                        + " Always: runs continuously.")
                @Default("Once")
                Run run,
        @JsonPropertyDescription("The schedule for run: Scheduled: five cron fields (minute, hour, day of month, month,"
                        + " day of week) in UTC. Example: */5 * * * *.")
                @Pattern(Patterns.CRON)
                @Size(max = 100)
                @Nullable
                String schedule,
        @JsonPropertyDescription("Where the job runs. Everywhere: once on site and once in the cloud.")
                @Default("OnSite")
                Where where,
        @JsonPropertyDescription("Environment variables that are added to those of the service or replace them. In"
                        + " values, {site} is replaced with the first host of the service, or with cloud.")
                @Size(max = 64)
                Map<String, @Size(max = Patterns.LONG_TEXT) String> env,
        @JsonPropertyDescription("The report that the operator reads from the job every 30 s and shows in the status."
                        + " Requires run: Always. Projection: the progress of the cloud's copy of the record, and"
                        + " the pending entries of the inbox.")
                @Nullable
                Reports reports) {
    public JobSpec {
        args = Lists.orEmpty(args);
        run = run == null ? Run.Once : run;
        where = where == null ? Where.OnSite : where;
        env = Lists.orEmpty(env);
    }

    public enum Run {
        Once,
        Scheduled,
        Always
    }

    public enum Reports {
        Projection
    }

    public enum Where {
        OnSite,
        Cloud,
        Everywhere
    }
}
