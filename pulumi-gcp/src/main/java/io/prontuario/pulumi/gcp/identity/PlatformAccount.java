package io.prontuario.pulumi.gcp.identity;

import java.util.List;

/** The platform's service accounts. Each has one purpose; none has a key. */
public enum PlatformAccount {
    /** The GKE nodes. The default account would be Editor of the project; a node needs these five roles. */
    NODES(
            "nodes",
            "GKE nodes",
            List.of(
                    "roles/logging.logWriter",
                    "roles/monitoring.metricWriter",
                    "roles/monitoring.viewer",
                    "roles/stackdriver.resourceMetadata.writer",
                    "roles/autoscaling.metricsWriter")),
    /** The services of the emergency profile: they log in to projection and inbox by IAM. */
    EMERGENCY("emergency", "Emergency profile", List.of("roles/cloudsql.client", "roles/cloudsql.instanceUser")),
    /** The cloud operator: changes the failover name. Its only grant is on the DNS zone. */
    OPERATOR("operator", "Cloud operator", List.of()),
    /** On site: ships the projection and reads the inbox. */
    SHIPPER("shipper", "Projection shipper", List.of("roles/cloudsql.client", "roles/cloudsql.instanceUser")),
    /** On site: writes base backups and WAL. Its only grants are on buckets. */
    BACKUP("backup", "On-site backup", List.of());

    private final String id;
    private final String title;
    private final List<String> roles;

    PlatformAccount(String id, String title, List<String> roles) {
        this.id = id;
        this.title = title;
        this.roles = roles;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    /** Roles on the project. Grants on one bucket or zone are made by the component of that resource. */
    List<String> roles() {
        return roles;
    }
}
