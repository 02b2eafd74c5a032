package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No basic roles, no service account keys, no default accounts. */
public final class LeastPrivilege implements Policy {
    private static final Set<String> BASIC = Set.of("roles/owner", "roles/editor", "roles/viewer");
    /** Roles that, if granted on a project, allow to act as any of its service accounts. */
    private static final Set<String> IMPERSONATION = Set.of(
            "roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser", "roles/iam.serviceAccountKeyAdmin");

    @Override
    public String name() {
        return "least-privilege";
    }

    @Override
    public String description() {
        return "Members have the roles that they need, no basic roles, and no service account keys";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        String role = r.text("role");
        if (BASIC.contains(role)) {
            found.add("role is the basic role %s. Fix: grant the predefined roles that are needed".formatted(role));
        }
        if (r.type().startsWith("gcp:projects/") && IMPERSONATION.contains(role)) {
            found.add("role is %s on the whole project. Fix: grant it on a single service account".formatted(role));
        }
        if (r.type().endsWith("/key:Key")) {
            found.add("a service account key does not expire. Fix: use Workload Identity Federation");
        }
        if (r.is("NodePool") && r.at("nodeConfig.serviceAccount").isEmpty()) {
            found.add(
                    "nodeConfig.serviceAccount is not set; the default account is Editor of the project. Fix: set it to the account of the nodes");
        }
        if (r.is("IAMCustomRole")
                && r.all("permissions[]").stream()
                        .anyMatch(p -> String.valueOf(p).endsWith("setIamPolicy"))) {
            found.add("permissions include setIamPolicy, which allows to grant every role. Fix: remove it");
        }
        return found;
    }
}
