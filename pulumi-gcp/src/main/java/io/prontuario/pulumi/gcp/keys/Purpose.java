package io.prontuario.pulumi.gcp.keys;

import io.prontuario.pulumi.gcp.services.Agent;
import java.util.List;
import java.util.Locale;

/** One key per kind of data, so that disabling one key withdraws one kind of data and nothing else. */
public enum Purpose {
    CLUSTER(Agent.KUBERNETES, Agent.COMPUTE),
    DATABASE(Agent.SQL),
    STORAGE(Agent.STORAGE),
    /** WAL and base backups of the whole record: apart from the other buckets. */
    BACKUPS(Agent.STORAGE, Agent.BACKUP),
    REGISTRY(Agent.REGISTRY),
    LOGS(Agent.LOGGING),
    CACHE(Agent.REDIS);

    private final List<Agent> users;

    Purpose(Agent... users) {
        this.users = List.of(users);
    }

    List<Agent> users() {
        return users;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
