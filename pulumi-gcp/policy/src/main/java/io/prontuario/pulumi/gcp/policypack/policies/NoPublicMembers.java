package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No role is granted to {@code allUsers} or {@code allAuthenticatedUsers}. */
public final class NoPublicMembers implements Policy {
    private static final Set<Object> EVERYONE = Set.of("allUsers", "allAuthenticatedUsers");

    @Override
    public String name() {
        return "no-public-members";
    }

    @Override
    public String description() {
        return "No role is granted to allUsers or allAuthenticatedUsers";
    }

    @Override
    public List<String> violations(PolicyResource resource) {
        List<Object> members = new ArrayList<>(resource.all("member"));
        members.addAll(resource.all("members[]"));
        return members.stream()
                .filter(EVERYONE::contains)
                .map(m ->
                        "member is %s. Fix: set the account or group that needs %s".formatted(m, resource.text("role")))
                .toList();
    }
}
