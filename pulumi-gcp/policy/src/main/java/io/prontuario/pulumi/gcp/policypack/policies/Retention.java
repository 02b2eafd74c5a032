package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;

/** Databases have point-in-time recovery; buckets and audit logs have a retention. */
public final class Retention implements Policy {
    private static final double SHORTEST_LOG_IN_PRODUCTION = 365;

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String description() {
        return "Databases have point-in-time recovery; backups, archives and audit logs have a retention";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.is("DatabaseInstance")) {
            if (!r.on("settings.backupConfiguration.enabled")
                    || !r.on("settings.backupConfiguration.pointInTimeRecoveryEnabled")) {
                found.add(
                        "settings.backupConfiguration lacks backups or point-in-time recovery. Fix: set both to true");
            }
        }
        if (r.type().equals("gcp:storage/bucket:Bucket")) {
            boolean keeps = r.at("retentionPolicy.retentionPeriod").isPresent() || r.on("versioning.enabled");
            if (!keeps) {
                found.add("neither retentionPolicy nor versioning is set. Fix: set one of them");
            }
            if (r.name().matches(".*(backup|archive).*")
                    && r.at("retentionPolicy.retentionPeriod").isEmpty()) {
                found.add("retentionPolicy is not set on a bucket of backups or archives. Fix: set retentionPeriod");
            }
        }
        if (r.is("ProjectBucketConfig") && r.production()) {
            double days = r.at("retentionDays")
                    .filter(Double.class::isInstance)
                    .map(Double.class::cast)
                    .orElse(30.0);
            if (days < SHORTEST_LOG_IN_PRODUCTION) {
                found.add("retentionDays is %.0f in production. Fix: use 365 or more".formatted(days));
            }
        }
        return found;
    }
}
