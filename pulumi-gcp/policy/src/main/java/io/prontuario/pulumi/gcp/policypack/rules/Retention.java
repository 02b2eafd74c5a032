package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;

/** Backups, archives and logs cannot vanish early. */
public final class Retention implements Rule {
    private static final double SHORTEST_LOG_IN_PRODUCTION = 365;

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public String description() {
        return "Databases can be taken back in time; backups, archives and audit logs are kept for their term";
    }

    @Override
    public List<String> violations(Subject r) {
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
                found.add(
                        "neither retentionPolicy nor versioning is set. Fix: set one, so that a deletion can be undone");
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
