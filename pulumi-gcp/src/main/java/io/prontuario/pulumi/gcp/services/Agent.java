package io.prontuario.pulumi.gcp.services;

/** Google's own service accounts in the project: the ones that must be allowed to use our keys. */
public enum Agent {
    /** GKE's control plane: application-layer encryption of Secrets. */
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

    Agent(String service, String domain) {
        this.service = service;
        this.domain = domain;
    }

    public String service() {
        return service;
    }

    /** The agent's e-mail address in a project. Logging's agent has a prefix of its own. */
    public String email(String projectNumber) {
        String prefix = this == LOGGING ? "cmek-p" : "service-";
        return prefix + projectNumber + "@" + domain;
    }

    /**
     * Whether the agent has to be asked for. Compute's and Storage's come with their API; Logging's comes with the first
     * read of the project's CMEK settings.
     */
    boolean onRequest() {
        return this != COMPUTE && this != STORAGE && this != LOGGING;
    }
}
