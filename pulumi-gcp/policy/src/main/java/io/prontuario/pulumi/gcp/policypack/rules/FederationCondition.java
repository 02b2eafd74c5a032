package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.List;

/** A federation says which tokens of the issuer count. */
public final class FederationCondition implements Rule {
    @Override
    public String name() {
        return "federation-condition";
    }

    @Override
    public String description() {
        return "An identity provider accepts the tokens of one repository or namespace, not all that its issuer signs";
    }

    @Override
    public List<String> violations(Subject resource) {
        return resource.is("WorkloadIdentityPoolProvider")
                        && resource.text("attributeCondition").isBlank()
                ? List.of("attributeCondition is not set. Fix: compare the repository or namespace claim with yours")
                : List.of();
    }
}
