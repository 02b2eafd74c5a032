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
 * Another mode of a service's image that runs beside it: once, on a schedule, or always. No site's health depends on it. One
 * of it runs in a cluster, on any node where the service may run.
 */
@ValidationRule(
        value = "(self.run == 'Scheduled') == has(self.schedule)",
        fieldPath = ".schedule",
        message = "a schedule is for run: Scheduled, which needs one: add schedule, or remove it")
@ValidationRule(
        value = "!has(self.reports) || self.run == 'Always'",
        fieldPath = ".reports",
        message = "only what always runs can be asked how it stands: set run: Always, or remove reports")
public record JobSpec(
        @JsonPropertyDescription("Its name; what runs is called SERVICE-NAME.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("The container's arguments, in place of the service's.")
                @Required
                @Size(min = 1, max = 32)
                List<@Size(max = Patterns.LONG_TEXT) String> args,
        @JsonPropertyDescription(
                        "Once: to its end, again when image, arguments or environment change; Scheduled: to its end"
                                + " at every time of schedule, never two at a time; Always: it is kept running.")
                @Default("Once")
                Run run,
        @JsonPropertyDescription("For Scheduled: five cron fields, minute hour day-of-month month day-of-week, in UTC.")
                @Pattern(Patterns.CRON)
                @Size(max = 100)
                @Nullable
                String schedule,
        @JsonPropertyDescription("Where: on site, in the cloud, or once in each.") @Default("OnSite") Where where,
        @JsonPropertyDescription(
                        "Environment: replaces or adds to the service's. {site} is the first host that the service"
                                + " is placed on, or cloud.")
                @Size(max = 64)
                Map<String, @Size(max = Patterns.LONG_TEXT) String> env,
        @JsonPropertyDescription(
                        "For Always: what the job is asked for every half minute, to be shown in status. Projection: how"
                                + " far the cloud's copy of the record is, and what waits in the inbox.")
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
