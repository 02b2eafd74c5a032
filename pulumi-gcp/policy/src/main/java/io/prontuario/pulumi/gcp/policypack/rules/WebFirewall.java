package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.List;

/** What the internet reaches is behind Cloud Armor. */
public final class WebFirewall implements Rule {
    @Override
    public String name() {
        return "web-firewall";
    }

    @Override
    public String description() {
        return "Public backends are behind a web application firewall";
    }

    @Override
    public List<String> violations(Subject resource) {
        boolean outside = resource.text("loadBalancingScheme").startsWith("EXTERNAL");
        return resource.is("BackendService")
                        && outside
                        && resource.at("securityPolicy").isEmpty()
                ? List.of("securityPolicy is not set on a public backend. Fix: set it to the front's SecurityPolicy")
                : List.of();
    }
}
