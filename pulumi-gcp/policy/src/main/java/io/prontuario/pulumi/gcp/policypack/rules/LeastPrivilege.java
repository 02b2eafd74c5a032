package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No basic roles, no keys, no default accounts. */
public final class LeastPrivilege implements Rule {
    private static final Set<String> BASIC = Set.of("roles/owner", "roles/editor", "roles/viewer");
    /** Granted on a whole project, each of these is as good as every other role in it. */
    private static final Set<String> IMPERSONATION = Set.of(
            "roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser", "roles/iam.serviceAccountKeyAdmin");

    @Override
    public String name() {
        return "least-privilege";
    }

    @Override
    public String description() {
        return "Accounts have the rights of their one job, and no keys that could leak";
    }

    @Override
    public List<String> violations(Subject r) {
        List<String> found = new ArrayList<>();
        String role = r.text("role");
        if (BASIC.contains(role)) {
            found.add("role is %s, every right on every service. Fix: grant the roles of the one job".formatted(role));
        }
        if (r.type().startsWith("gcp:projects/") && IMPERSONATION.contains(role)) {
            found.add("role is %s on the whole project. Fix: grant it on the one service account".formatted(role));
        }
        if (r.type().endsWith("/key:Key")) {
            found.add("a service account key can leak and never expires. Fix: use Workload Identity Federation");
        }
        if (r.is("NodePool") && r.at("nodeConfig.serviceAccount").isEmpty()) {
            found.add(
                    "nodeConfig.serviceAccount is not set, so nodes are Editor of the project. Fix: set it to the nodes' account");
        }
        if (r.is("IAMCustomRole")
                && r.all("permissions[]").stream()
                        .anyMatch(p -> String.valueOf(p).endsWith("setIamPolicy"))) {
            found.add("permissions include setIamPolicy, with which any right can be had. Fix: leave it out");
        }
        return found;
    }
}
