package io.prontuario.pulumi.gcp.policy;

import com.pulumi.gcp.orgpolicy.Policy;
import com.pulumi.gcp.orgpolicy.PolicyArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecRuleArgs;
import com.pulumi.gcp.orgpolicy.inputs.PolicySpecRuleValuesArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.List;
import java.util.Map;

/** Organisation policies on the project: what this program promises also holds for what someone clicks together. */
public final class ProjectPolicies extends Concern {
    /** Switches: what they forbid is forbidden to everyone. */
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

    public ProjectPolicies(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("organization-policies", options, after);
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
        // Brazil only. LGPD governs transfers rather than demanding residency; keeping data here is this project's
        // policy.
        policy(
                args,
                "gcp.resourceLocations",
                PolicySpecRuleArgs.builder()
                        .values(PolicySpecRuleValuesArgs.builder()
                                .allowedValues("in:" + args.scope().region() + "-locations")
                                .build())
                        .build());
        done(Map.of());
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
