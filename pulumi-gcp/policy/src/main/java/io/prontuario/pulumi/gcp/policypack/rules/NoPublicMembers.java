package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Nothing is granted to everyone. */
public final class NoPublicMembers implements Rule {
    private static final Set<Object> EVERYONE = Set.of("allUsers", "allAuthenticatedUsers");

    @Override
    public String name() {
        return "no-public-members";
    }

    @Override
    public String description() {
        return "No role is granted to everyone on the internet";
    }

    @Override
    public List<String> violations(Subject resource) {
        List<Object> members = new ArrayList<>(resource.all("member"));
        members.addAll(resource.all("members[]"));
        return members.stream()
                .filter(EVERYONE::contains)
                .map(m -> "member is %s. Fix: name the account or group that needs %s"
                        .formatted(m, resource.text("role")))
                .toList();
    }
}
