package io.prontuario.pulumi.gcp.apis;

/** Google's service agents that use the stack's encryption keys. */
public enum ServiceAgent {
    /** The GKE control plane: application-layer encryption of Secrets. */
    KUBERNETES("container.googleapis.com", "container-engine-robot.iam.gserviceaccount.com"),
    /** Compute Engine: node boot disks and persistent volumes. */
    COMPUTE("compute.googleapis.com", "compute-system.iam.gserviceaccount.com"),
    SQL("sqladmin.googleapis.com", "gcp-sa-cloud-sql.iam.gserviceaccount.com"),
    STORAGE("storage.googleapis.com", "gs-project-accounts.iam.gserviceaccount.com"),
    BACKUP("gkebackup.googleapis.com", "gcp-sa-gkebackup.iam.gserviceaccount.com"),
    REGISTRY("artifactregistry.googleapis.com", "gcp-sa-artifactregistry.iam.gserviceaccount.com"),
    LOGGING("logging.googleapis.com", "gcp-sa-logging.iam.gserviceaccount.com"),
    REDIS("redis.googleapis.com", "cloud-redis.iam.gserviceaccount.com");

    private final String service;
    private final String domain;

    ServiceAgent(String service, String domain) {
        this.service = service;
        this.domain = domain;
    }

    public String service() {
        return service;
    }

    /** The agent's e-mail address in a project. The agent of Cloud Logging has a different prefix. */
    public String email(String projectNumber) {
        String prefix = this == LOGGING ? "cmek-p" : "service-";
        return prefix + projectNumber + "@" + domain;
    }

    /**
     * Whether the agent must be created explicitly. Those of Compute Engine and Cloud Storage are created with their API, that
     * of Cloud Logging with the first read of the project's CMEK settings.
     */
    boolean explicit() {
        return this != COMPUTE && this != STORAGE && this != LOGGING;
    }
}
