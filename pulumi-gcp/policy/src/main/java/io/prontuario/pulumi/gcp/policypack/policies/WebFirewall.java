package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.List;

/** External backends have a Cloud Armor policy. */
public final class WebFirewall implements Policy {
    @Override
    public String name() {
        return "web-firewall";
    }

    @Override
    public String description() {
        return "External backends have a Cloud Armor security policy";
    }

    @Override
    public List<String> violations(PolicyResource resource) {
        boolean outside = resource.text("loadBalancingScheme").startsWith("EXTERNAL");
        return resource.is("BackendService")
                        && outside
                        && resource.at("securityPolicy").isEmpty()
                ? List.of(
                        "securityPolicy is not set on an external backend. Fix: set it to the SecurityPolicy of the load balancer")
                : List.of();
    }
}
