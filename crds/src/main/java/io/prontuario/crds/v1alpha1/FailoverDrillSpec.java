package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fails, how, and when at the latest it is whole again. Nothing of it changes but {@code end}. */
@ValidationRule(
        value = "self.scenario != 'DependencyDown' || has(self.service)",
        fieldPath = ".service",
        message = "DependencyDown takes one service from every host: add service")
@ValidationRule(
        value = "self.scenario in ['HealthCheck', 'PrimaryDies', 'SecondaryDies', 'BothDie', 'DependencyDown']"
                + " || self.driver in ['Host', 'Testbed']",
        fieldPath = ".driver",
        message = "draining and scaling cannot play this scenario: use driver Host or Testbed")
@ValidationRule(
        value = "self.scenario != 'DependencyDown' || self.driver != 'Traffic'",
        fieldPath = ".driver",
        message = "a front door drains hosts, not services: use driver Workload")
@ValidationRule(
        value = "(self.scenario == 'HealthCheck') == (self.driver == 'None')",
        fieldPath = ".driver",
        message = "in a HealthCheck nothing fails: it has driver None, and no other scenario has")
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
        @JsonPropertyDescription("The ProntuarioPlatform of the same namespace that is put to the test.")
                @Required
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                String platform,
        @JsonPropertyDescription("What fails.")
                @Required
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                Scenario scenario,
        @JsonPropertyDescription(
                        "How. None: nothing fails; Traffic: the front door sends nothing there; Workload: its pods are scaled to"
                                + " none; Host: the runner's hook; Testbed: the testbed's faults.")
                @Required
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                Driver driver,
        @JsonPropertyDescription("The hosts; those that the scenario means when absent.") @Size(max = 16)
                List<@Size(max = Patterns.NAME_LENGTH) String> hosts,
        @JsonPropertyDescription("The service that DependencyDown takes away.")
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                @Nullable
                String service,
        @JsonPropertyDescription(
                        "The dead-man timer: from this time on nothing of the fault is left, whatever has become"
                                + " of the runner. RFC 3339.")
                @Required
                @Pattern(Patterns.TIME)
                @Size(max = 64)
                @ValidationRule(value = "self == oldSelf", message = UNCHANGED)
                String deadline,
        @JsonPropertyDescription("Who asked for it and why, for whoever finds it.")
                @Default("not given")
                @Size(max = Patterns.LONG_TEXT)
                String reason,
        @JsonPropertyDescription("True: undo the fault now.")
                @Default("false")
                @ValidationRule(value = "self || !oldSelf", message = "what has ended stays ended: begin another drill")
                Boolean end) {
    static final String UNCHANGED = "a drill does not change while it runs: set end: true and begin another";

    public FailoverDrillSpec {
        hosts = Lists.orEmpty(hosts);
        reason = reason == null ? "not given" : reason;
        end = end != null && end;
    }

    /** What fails. */
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

    /** How it fails. */
    public enum Driver {
        None,
        Traffic,
        Workload,
        Host,
        Testbed
    }
}
