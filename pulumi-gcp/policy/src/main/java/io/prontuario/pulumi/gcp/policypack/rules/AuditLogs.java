package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The stack records who reads and writes, and keeps it. */
public final class AuditLogs implements Rule {
    private static final Set<Object> TYPES = Set.of("ADMIN_READ", "DATA_READ", "DATA_WRITE");

    @Override
    public String name() {
        return "audit-logs";
    }

    @Override
    public String description() {
        return "Every read and write of data is logged, and the log is kept";
    }

    @Override
    public List<String> violations(Subject r) {
        List<String> found = new ArrayList<>();
        if (r.is("IAMAuditConfig")
                && !r.all("auditLogConfigs[].exemptedMembers[]").isEmpty()) {
            found.add("auditLogConfigs.exemptedMembers hides what they read. Fix: leave it out");
        }
        return found;
    }

    @Override
    public List<String> violations(List<Subject> stack) {
        if (stack.stream().noneMatch(r -> r.is("Bucket", "DatabaseInstance"))) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        boolean complete = stack.stream()
                .filter(r -> r.is("IAMAuditConfig") && r.text("service").equals("allServices"))
                .anyMatch(r -> r.all("auditLogConfigs[].logType").containsAll(TYPES));
        if (!complete) {
            found.add(
                    "no IAMAuditConfig of allServices with ADMIN_READ, DATA_READ and DATA_WRITE. Fix: add the audit component");
        }
        if (stack.stream().noneMatch(r -> r.is("ProjectSink"))) {
            found.add("no ProjectSink keeps the audit logs. Fix: add the audit component");
        }
        return found;
    }
}
