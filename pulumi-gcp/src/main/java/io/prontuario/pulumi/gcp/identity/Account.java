package io.prontuario.pulumi.gcp.identity;

import java.util.List;

/** The platform's service accounts. Each has one job; none has a key. */
public enum Account {
    /** The cluster's nodes. GKE's own default is Editor of the whole project; these are the five rights a node uses. */
    NODES(
            "nodes",
            "GKE nodes",
            List.of(
                    "roles/logging.logWriter",
                    "roles/monitoring.metricWriter",
                    "roles/monitoring.viewer",
                    "roles/stackdriver.resourceMetadata.writer",
                    "roles/autoscaling.metricsWriter")),
    /** The emergency profile's services: the projection and the inbox, by IAM login. */
    EMERGENCY("emergency", "Emergency profile", List.of("roles/cloudsql.client", "roles/cloudsql.instanceUser")),
    /** The cloud operator: flips the failover name. Its only right is on the zone. */
    OPERATOR("operator", "Cloud operator", List.of()),
    /** On site: ships the projection and reads the inbox. */
    SHIPPER("shipper", "Projection shipper", List.of("roles/cloudsql.client", "roles/cloudsql.instanceUser")),
    /** On site: writes base backups and WAL. Its only right is on the bucket. */
    BACKUP("backup", "On-site backup", List.of());

    private final String id;
    private final String title;
    private final List<String> roles;

    Account(String id, String title, List<String> roles) {
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

    /** Roles on the project; rights on one bucket or zone are granted there. */
    List<String> roles() {
        return roles;
    }
}
