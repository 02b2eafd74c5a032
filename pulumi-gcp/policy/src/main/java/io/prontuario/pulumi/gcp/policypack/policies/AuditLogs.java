package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Data access is logged, and the logs are kept. */
public final class AuditLogs implements Policy {
    private static final Set<Object> TYPES = Set.of("ADMIN_READ", "DATA_READ", "DATA_WRITE");

    @Override
    public String name() {
        return "audit-logs";
    }

    @Override
    public String description() {
        return "Every read and write of data is logged, and the logs are kept";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.is("IAMAuditConfig")
                && !r.all("auditLogConfigs[].exemptedMembers[]").isEmpty()) {
            found.add("auditLogConfigs.exemptedMembers excludes members from the log. Fix: remove it");
        }
        return found;
    }

    @Override
    public List<String> violations(List<PolicyResource> stack) {
        if (stack.stream().noneMatch(r -> r.is("Bucket", "DatabaseInstance"))) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        boolean complete = stack.stream()
                .filter(r -> r.is("IAMAuditConfig") && r.text("service").equals("allServices"))
                .anyMatch(r -> r.all("auditLogConfigs[].logType").containsAll(TYPES));
        if (!complete) {
            found.add(
                    "no IAMAuditConfig of allServices with ADMIN_READ, DATA_READ and DATA_WRITE. Fix: add the component AuditTrail");
        }
        if (stack.stream().noneMatch(r -> r.is("ProjectSink"))) {
            found.add("no ProjectSink stores the audit logs. Fix: add the component AuditTrail");
        }
        return found;
    }
}
