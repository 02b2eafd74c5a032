package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.List;

/** An identity provider has a condition on tokens. */
public final class FederationCondition implements Policy {
    @Override
    public String name() {
        return "federation-condition";
    }

    @Override
    public String description() {
        return "An identity provider accepts the tokens of one repository or namespace, not every token of its issuer";
    }

    @Override
    public List<String> violations(PolicyResource resource) {
        return resource.is("WorkloadIdentityPoolProvider")
                        && resource.text("attributeCondition").isBlank()
                ? List.of("attributeCondition is not set. Fix: require the repository or namespace claim")
                : List.of();
    }
}
