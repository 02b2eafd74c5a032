package io.prontuario.pulumi.gcp.orgpolicy;

import com.pulumi.gcp.orgpolicy.Policy;
import com.pulumi.gcp.orgpolicy.PolicyArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecRuleArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecRuleValuesArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Organization policies on the project. They also apply to resources that are created by hand. */
public final class OrganizationPolicies extends StackComponent {
    /** Boolean constraints to enforce. */
    private static final List<String> ENFORCED = List.of(
            "compute.disableSerialPortAccess",
            "compute.requireOsLogin",
            "compute.requireShieldedVm",
            "compute.skipDefaultNetworkCreation",
            "iam.automaticIamGrantsForDefaultServiceAccounts",
            "iam.disableServiceAccountKeyCreation",
            "iam.disableServiceAccountKeyUpload",
            "sql.restrictAuthorizedNetworks",
            "sql.restrictPublicIp",
            "storage.publicAccessPrevention",
            "storage.uniformBucketLevelAccess");

    public record Args(Scope scope) {}

    public OrganizationPolicies(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "organization-policies", options, dependencies);
        for (String constraint : ENFORCED) {
            policy(
                    args,
                    constraint,
                    PolicySpecRuleArgs.builder().enforce("TRUE").build());
        }
        policy(
                args,
                "compute.vmExternalIpAccess",
                PolicySpecRuleArgs.builder().denyAll("TRUE").build());
        // Brazil only. The LGPD restricts transfers and does not require residency; residency is this project's policy.
        policy(
                args,
                "gcp.resourceLocations",
                PolicySpecRuleArgs.builder()
                        .values(PolicySpecRuleValuesArgs.builder()
                                .allowedValues("in:" + args.scope().region() + "-locations")
                                .build())
                        .build());
        complete(Map.of());
    }

    private void policy(Args args, String constraint, PolicySpecRuleArgs rule) {
        String parent = "projects/" + args.scope().project();
        new Policy(
                constraint,
                PolicyArgs.builder()
                        .parent(parent)
                        .name(parent + "/policies/" + constraint)
                        .spec(PolicySpecArgs.builder().rules(rule).build())
                        .build(),
                child());
    }
}
