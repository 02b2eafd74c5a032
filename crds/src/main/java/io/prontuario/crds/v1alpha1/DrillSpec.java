package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A rehearsed failure: a cron schedule, a scenario, and the budget it must keep. */
public record DrillSpec(
        @JsonPropertyDescription("The drill's name.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                String name,
        @JsonPropertyDescription("When: five cron fields, minute hour day-of-month month day-of-week, in UTC.")
                @Required
                @Pattern(Patterns.CRON)
                @Size(max = 100)
                String schedule,
        @JsonPropertyDescription(
                        "What fails. HealthCheck: nothing, the checks themselves are verified; PrimaryDown: the"
                                + " primary host; BothDown: every host; FullSimulation: the site with its front door; Audit: everything,"
                                + " with evidence collected.")
                @Required
                Scenario scenario,
        @JsonPropertyDescription("What it may cost; a drill over budget has failed.") @Required Budget budget) {
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
