package io.prontuario.crds.validation;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.List;

/** Every rule, every problem, at once. */
public final class PlatformValidator {
    private static final List<Rule> RULES = List.of(
            new DeclaredLimits(),
            new UniqueNames(),
            new HostRoles(),
            new SomethingServes(),
            new DurationsRead(),
            new CheckTimings(),
            new FailbackWindow(),
            new DampingWindow(),
            new PauseExpires(),
            new ServiceImages(),
            new ServiceRuntimes(),
            new ServiceKinds(),
            new ProbeQuestions(),
            new ServiceReplicas(),
            new ServiceEnvironment(),
            new ServiceJobs(),
            new ModelFiles(),
            new ModelReferences(),
            new PlacementHosts(),
            new HostCapacity(),
            new QuantitiesRead(),
            new NodePorts(),
            new FrontendPorts(),
            new RouteTargets(),
            new SiteAddresses(),
            new CloudResidency(),
            new CloudSeats(),
            new NameViews(),
            new Webhooks(),
            new DrillSchedules(),
            new DrillSlots(),
            new DrillBudgets());

    private PlatformValidator() {}

    /** Errors and warnings, sorted by path; empty when there is nothing to say. */
    public static List<Problem> validate(PlatformSpec spec, Instant now) {
        Problems problems = new Problems();
        RULES.forEach(rule -> rule.check(spec, now, problems));
        return problems.sorted();
    }

    /** Only what stops a spec from running. Does not depend on the time. */
    public static List<Problem.Error> errors(PlatformSpec spec) {
        return validate(spec, Instant.EPOCH).stream()
                .filter(Problem.Error.class::isInstance)
                .map(Problem.Error.class::cast)
                .toList();
    }

    /**
     * A file that no API server has seen. First its shape: every unknown field, wrong type and unknown value; when the
     * shape is right, every rule.
     *
     * @throws PlatformYamlException when {@code yaml} is not YAML, or not a ProntuarioPlatform at all
     */
    public static List<Problem> validate(String yaml, Instant now) {
        Problems shape = new Problems();
        ObjectShape.check(PlatformYaml.readTree(yaml), shape);
        return shape.isEmpty() ? validate(PlatformYaml.read(yaml).getSpec(), now) : shape.sorted();
    }
}
