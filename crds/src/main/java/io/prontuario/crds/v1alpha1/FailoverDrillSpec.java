package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failure, how it is caused, and its deadline. Every field except {@code end} is immutable. */
@ValidationRule(
        value = "self.scenario != 'DependencyDown' || has(self.service)",
        fieldPath = ".service",
        message = "DependencyDown stops one service on every host: add service")
@ValidationRule(
        value = "self.scenario in ['HealthCheck', 'PrimaryDies', 'SecondaryDies', 'BothDie', 'DependencyDown']"
                + " || self.driver in ['Host', 'Testbed']",
        fieldPath = ".driver",
        message = "drivers Traffic and Workload cannot cause this scenario: use driver Host or Testbed")
@ValidationRule(
        value = "self.scenario != 'DependencyDown' || self.driver != 'Traffic'",
        fieldPath = ".driver",
        message = "driver Traffic drains hosts, not services: use driver Workload")
@ValidationRule(
        value = "(self.scenario == 'HealthCheck') == (self.driver == 'None')",
        fieldPath = ".driver",
        message = "driver None is for scenario HealthCheck and for no other: correct driver or scenario")
@ValidationRule(
        value = "has(self.service) == has(oldSelf.service) && (!has(self.service) || self.service == oldSelf.service)",
        fieldPath = ".service",
        message = FailoverDrillSpec.UNCHANGED)
@ValidationRule(
        value = "(has(self.hosts) ? self.hosts.size() : 0) == (has(oldSelf.hosts) ? oldSelf.hosts.size() : 0)"
                + " && (!has(self.hosts) || !has(oldSelf.hosts) || self.hosts == oldSelf.hosts)",
        fieldPath = ".hosts",
        message = FailoverDrillSpec.UNCHANGED)
public record FailoverDrillSpec(
        @JsonPropertyDescription("The name of the ProntuarioPlatform to test, in the same namespace.")
                @Required
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                String platform,
        @JsonPropertyDescription("The failure to cause.")
                @Required
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                Scenario scenario,
        @JsonPropertyDescription(
                        "How the failure is caused. None: no failure. Traffic: the front door sends no requests"
                                + " to the host. Workload: the pods are scaled to zero. Host: by a hook of the command"
                                + " that runs the drill. Testbed: by a fault of the test bed.")
                @Required
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                Driver driver,
        @JsonPropertyDescription("The names of the hosts. If absent, the hosts follow from the scenario.")
                @Size(max = 16)
                List<@Size(max = Patterns.NAME_LENGTH) String> hosts,
        @JsonPropertyDescription("The name of the service that the scenario DependencyDown stops.")
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                @Nullable
                String service,
        @JsonPropertyDescription("The time at which the operator undoes the fault, even if the command that runs the"
                        + " drill has ended. RFC 3339, for example 2026-01-31T06:00:00Z.")
                @Required
                @Pattern(Patterns.TIME)
                @Size(max = 64)
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                String deadline,
        @JsonPropertyDescription("The person who started the drill, and the reason.")
                @Default("not given")
                @Size(max = Patterns.LONG_TEXT)
                String reason,
        @JsonPropertyDescription("Whether to undo the fault now.")
                @Default("false")
                @ValidationRule(
                        value = "self || !oldSelf",
                        message = "a drill that has ended cannot be restarted: create another drill")
                Boolean end) {
    static final String UNCHANGED = "this field is immutable: set end: true and create another drill";

    public FailoverDrillSpec {
        hosts = Lists.orEmpty(hosts);
        reason = reason == null ? "not given" : reason;
        end = end != null && end;
    }

    /** The failure. */
    public enum Scenario {
        HealthCheck,
        PrimaryDies,
        SecondaryDies,
        BothDie,
        EdgeDies,
        LeaderDies,
        WanCut,
        Freeze,
        DependencyDown
    }

    /** How the failure is caused. */
    public enum Driver {
        None,
        Traffic,
        Workload,
        Host,
        Testbed
    }
}
