package io.prontuario.crds.validation;

import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.PlatformYamlException;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.List;

/** Applies every rule to a spec and reports every problem. */
public final class PlatformValidator {
    private static final List<Rule> RULES = List.of(
            new DeclaredLimits(),
            new UniqueNames(),
            new HostRoles(),
            new ProfileCoverage(),
            new DurationFormats(),
            new CheckTimings(),
            new FailbackWindow(),
            new DampingWindow(),
            new PauseExpiry(),
            new ServiceImages(),
            new ServiceRuntimes(),
            new ServiceKinds(),
            new ProbeSettings(),
            new ServiceReplicas(),
            new ServiceEnvironment(),
            new ServiceJobs(),
            new ModelFiles(),
            new ModelReferences(),
            new PlacementHosts(),
            new HostCapacity(),
            new QuantityFormats(),
            new NodePorts(),
            new FrontendPorts(),
            new RouteTargets(),
            new RecordCopies(),
            new RecordPorts(),
            new PlannedRequests(),
            new SiteAddresses(),
            new CloudResidency(),
            new CloudSeats(),
            new NameViews(),
            new Webhooks(),
            new DrillSchedules(),
            new DrillSlots(),
            new DrillBudgets());

    private PlatformValidator() {}

    /** Errors and warnings, sorted by path. */
    public static List<Problem> validate(PlatformSpec spec, Instant now) {
        Problems problems = new Problems();
        RULES.forEach(rule -> rule.check(spec, now, problems));
        return problems.sorted();
    }

    /** The errors, without warnings. They do not depend on the time. */
    public static List<Problem.Error> errors(PlatformSpec spec) {
        return validate(spec, Instant.EPOCH).stream()
                .filter(Problem.Error.class::isInstance)
                .map(Problem.Error.class::cast)
                .toList();
    }

    /**
     * Validates a file: first its structure (unknown fields, wrong types, unknown values), then, if the structure is valid,
     * every rule.
     *
     * @throws PlatformYamlException if {@code yaml} is not YAML or not a ProntuarioPlatform
     */
    public static List<Problem> validate(String yaml, Instant now) {
        Problems shape = new Problems();
        ObjectStructure.check(PlatformYaml.readTree(yaml), shape);
        return shape.isEmpty() ? validate(PlatformYaml.read(yaml).getSpec(), now) : shape.sorted();
    }
}
